/**
 * The first block of code of a language in a Markdown text.
 * @throws Error when there is none.
 */
export function codeBlock(markdown: string, language: string): string {
  const fence = '```'
  const block = new RegExp(String.raw`^${fence}${language}\n(.*?)^${fence}$`, 'ms').exec(markdown)?.[1]
  if (block === undefined) throw new Error(`The text has no block of ${language}`)
  return block
}
