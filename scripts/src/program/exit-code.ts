/** What a command says to the shell when it ends. */
export const exitCode = { done: 0, failed: 1, usage: 2, drift: 3 } as const
