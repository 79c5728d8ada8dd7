/** What one delivery may become. Beyond it the body is kept whole, in quarantine, and not taken apart. */
export const bounds = {
  /** Meta documents up to 1,000 updates in one body; a chunk of history has thousands of messages. */
  items: 10_000,
  /** Records with their keys and ids, all together: eight times the largest body. */
  encodedBytes: 32 * 1024 * 1024,
} as const
