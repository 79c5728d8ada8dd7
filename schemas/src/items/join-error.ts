/** The records are not those of one whole delivery; the message says what is wrong and what to do. */
export class JoinError extends Error {
  override readonly name = 'JoinError'
}
