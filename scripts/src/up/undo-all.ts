/** One thing to take down again. */
export type Undo = () => Promise<void> | void

/** Takes everything down, the last first; one that fails does not keep the others up. Gives the first error. */
export async function undoAll(steps: readonly Undo[]): Promise<Error | null> {
  let first: Error | null = null
  for (const step of steps.toReversed()) {
    try {
      await step()
    } catch (error) {
      first ??= asError(error)
    }
  }
  return first
}

/** What was thrown, as an error. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}
