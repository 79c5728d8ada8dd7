/** An error of the Graph API, before it is written as JSON. */
export interface GraphError {
  /** HTTP status. */
  readonly status: number
  readonly type: 'OAuthException' | 'GraphMethodException'
  readonly code: number
  readonly subcode?: number
  readonly message: string
  readonly isTransient?: boolean
  readonly userTitle?: string
  readonly userMessage?: string
  readonly details?: string
}

/** Thrown by whatever refuses a call; becomes the answer. */
export class GraphRefusal extends Error {
  override readonly name = 'GraphRefusal'
  readonly error: GraphError

  constructor(error: GraphError) {
    super(error.message)
    this.error = error
  }
}

/** Codes whose message has no number in front. */
const bare: ReadonlySet<number> = new Set([104, 190, 2500])

/** The body of an error answer, in Graph's shape. */
export function errorBody(error: GraphError, traceId: string): object {
  const { message, type, code, subcode, isTransient, userTitle, userMessage, details } = error
  return {
    error: {
      message: type === 'GraphMethodException' || bare.has(code) ? message : `(#${code}) ${message}`,
      type,
      code,
      ...(details === undefined ? {} : { error_data: { messaging_product: 'whatsapp', details } }),
      ...(subcode === undefined ? {} : { error_subcode: subcode }),
      ...(isTransient === undefined ? {} : { is_transient: isTransient }),
      ...(userTitle === undefined ? {} : { error_user_title: userTitle }),
      ...(userMessage === undefined ? {} : { error_user_msg: userMessage }),
      fbtrace_id: traceId,
    },
  }
}

/** Refuses with 400 and code 100: a parameter is wrong. */
export function invalidParameter(message: string, more: Partial<GraphError> = {}): GraphRefusal {
  return new GraphRefusal({ status: 400, type: 'OAuthException', code: 100, message, ...more })
}

/** Refuses because an id names nothing, or nothing that the token may see: Graph does not tell which. */
export function noSuchObject(method: string, id: string): GraphRefusal {
  return new GraphRefusal({
    status: 400,
    type: 'GraphMethodException',
    code: 100,
    subcode: 33,
    message: `This ${method} request cannot be done: there is no object '${id}', or this token may not see it, or it has no such operation`,
  })
}

/** Refuses because a scope is missing. */
export function scopeMissing(scope: string): GraphRefusal {
  const message = `The token lacks the permission ${scope}`
  return new GraphRefusal({ status: 403, type: 'OAuthException', code: 10, message })
}

/** Refuses because the token's user may see the WABA but not edit it. */
export function mayNotEdit(): GraphRefusal {
  const message = 'The user of this token is no administrator of the WhatsApp Business Account'
  return new GraphRefusal({ status: 403, type: 'OAuthException', code: 200, subcode: 1_349_174, message })
}
