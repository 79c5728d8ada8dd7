/** What a reader gets: the value as Meta sent it, and the id of its entry. */
export interface Said {
  readonly value: unknown
  readonly entryId: string
}
