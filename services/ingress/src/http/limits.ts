/** Bounds of the public port. Bytes and milliseconds. */
export const limits = {
  /** Meta documents bodies of up to 3 MB. */
  bodyBytes: 4 * 1024 * 1024,
  /** Bodies in memory over all requests, from their first byte until they are answered. */
  allBodiesBytes: 128 * 1024 * 1024,
  /** Bodies that say to be larger than this may take only three quarters of the bound: they never crowd out the rest. */
  smallBodyBytes: 256 * 1024,
  /** A body that nobody wants is read and dropped up to this size. */
  droppedBytes: 64 * 1024,
  /** How long a connection stays open after an answer that came before the body was read. */
  lingerMs: 1000,
  headerBytes: 16 * 1024,
  headersTimeoutMs: 5000,
  /** Headers and body together. */
  requestTimeoutMs: 8000,
  timeoutCheckMs: 500,
  keepAliveMs: 75_000,
} as const

/** What a sender should wait after 503, in seconds. */
export const retryAfterSeconds = 5
