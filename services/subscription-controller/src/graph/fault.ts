/** What can be done about it: wait, ask a person, or nothing until the declaration or the account changes. */
export type FaultClass = 'transient' | 'needs-operator' | 'permanent'

export type FaultKind =
  | 'token'
  | 'permission'
  | 'gone'
  | 'throttled'
  | 'callback'
  | 'invalid'
  | 'blocked'
  | 'server'
  | 'network'
  | 'unreadable'
  | 'redirected'

/** Why a call did not do what it should, without a word of Meta's: its messages repeat tokens. */
export interface Fault {
  readonly class: FaultClass
  readonly kind: FaultKind
  /** HTTP status; 0: there was no answer. */
  readonly status: number
  readonly code: number | null
  readonly subcode: number | null
  /** Of `throttled`: one account, or everything that the app and its token do. */
  readonly scope: 'waba' | 'app' | null
  /** What happened and what to do. */
  readonly advice: string
}

/** A call to the Graph API that failed. */
export class GraphError extends Error {
  override readonly name = 'GraphError'
  readonly fault: Fault

  constructor(fault: Fault) {
    super(faultText(fault))
    this.fault = fault
  }
}

/** `What to do (code 190/463, HTTP 401)`. */
export function faultText({ code, subcode, status, advice }: Fault): string {
  const codes = code === null ? '' : `code ${code}${subcode === null ? '' : `/${subcode}`}, `
  return status === 0 ? advice : `${advice} (${codes}HTTP ${status})`
}

/** A fault without an answer of Meta's own. */
export function localFault(kind: FaultKind, of: Partial<Fault> & Pick<Fault, 'class' | 'advice'>): Fault {
  return { kind, status: 0, code: null, subcode: null, scope: null, ...of }
}
