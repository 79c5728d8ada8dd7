/** Fields of a log line about an error, without what a person wrote: the words of a database quote the values of rows. */
export function safeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: typeof error }
  const { code } = error as { code?: unknown }
  const quotesRows = 'severity' in error
  return {
    error: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(quotesRows ? {} : { reason: error.message }),
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
    ...(error.cause === undefined ? {} : { cause: safeError(error.cause) }),
  }
}
