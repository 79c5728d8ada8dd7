/** Bounds of the HTTP API. Bytes and milliseconds. */
export const limits = {
  bodyBytes: 64 * 1024,
  headerBytes: 16 * 1024,
  headersTimeoutMs: 5000,
  /** Headers and body together. */
  requestTimeoutMs: 10_000,
  timeoutCheckMs: 1000,
  /** How long a handler may take. */
  handlerTimeoutMs: 15_000,
  keepAliveMs: 75_000,
  /** How long answers that are due may take once the port is being closed. */
  finishWithinMs: 5000,
  /** Characters of one parameter in a path, decoded: a wamid alone has about 100. */
  paramLength: 1000,
  /** Characters of a cursor. */
  cursorLength: 2000,
} as const
