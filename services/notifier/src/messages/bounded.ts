/** The text with at most `limit` characters (UTF-16 units), whole code points only; `…` shows that something is missing. */
export function bounded(text: string, limit: number): string {
  return text.length <= limit ? text : `${upTo(Array.from(text), limit - 1)}…`
}

/**
 * The text as mrkdwn of Slack shows it unchanged: `&`, `<` and `>` are written as entities, so that no mention or link
 * can be made of it. At most `limit` characters of the result; an entity is never cut.
 */
export function escaped(text: string, limit: number): string {
  const letters = Array.from(text, (letter) => entities[letter] ?? letter)
  const whole = letters.join('')
  return whole.length <= limit ? whole : `${upTo(letters, limit - 1)}…`
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

function upTo(letters: readonly string[], limit: number): string {
  let [text, length] = ['', 0]
  for (const letter of letters) {
    length += letter.length
    if (length > limit) break
    text += letter
  }
  return text
}
