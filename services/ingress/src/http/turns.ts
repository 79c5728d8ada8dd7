/** Resolves when it is the caller's turn. */
export type Turns = () => Promise<void>

/** One caller in each turn of the event loop, in order: between two pieces of long work everything else gets its turn. */
export function createTurns(): Turns {
  let last = Promise.resolve()
  return () => (last = last.then(nextTurn))
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
