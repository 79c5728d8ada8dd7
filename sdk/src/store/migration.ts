/** One step of a service's tables. Steps run in order, once each; one that was released is never edited. */
export interface Migration {
  /** Unique in the service: `0001-messages`. */
  readonly name: string
  /** One or more statements. They run in one transaction, in the service's schema. */
  readonly sql: string
}
