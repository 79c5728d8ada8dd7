/** What the API of the controller answers. */
export interface Planned {
  readonly items: readonly PlannedItem[]
}

export interface PlannedItem {
  readonly target: string
  readonly actions: readonly string[]
  readonly problem: string | null
}

export interface Account {
  readonly waba_id: string
  readonly app: string
  readonly mode: string
  readonly subscribed: boolean
  readonly problem: string | null
  readonly conditions: readonly {
    readonly type: string
    readonly status: string
    readonly reason: string
    readonly message: string
  }[]
}

export interface Diagnosis {
  readonly broken: string | null
  readonly links: readonly { readonly link: string; readonly status: string; readonly what: string }[]
}
