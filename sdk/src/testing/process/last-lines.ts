import { readFile } from 'node:fs/promises'

const lineCount = 20

/** The end of a server's log, for the error that says that it failed. */
export async function lastLines(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const lines = text.trimEnd().split('\n').slice(-lineCount)
  return `Last lines of ${file}:\n${lines.map((line) => `  ${line}`).join('\n')}`
}
