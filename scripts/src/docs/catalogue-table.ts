import { fields, topics, type Topic } from '@wabastream/schemas/catalogue'

const dayMs = 86_400_000

/** The catalogue as a Markdown table: one row per webhook field. */
export function catalogueTable(): string {
  const rows = [...fields.values()]
    .toSorted((a, b) => (a.field < b.field ? -1 : 1))
    .map(({ field, name, kinds, key, partitions, retentionMs }) => [
      `\`${field}\``,
      `\`${name}\``,
      kinds.join(', '),
      key,
      String(partitions),
      retention(retentionMs),
    ])
  return table(['field', 'topic', 'kinds of event', 'key', 'partitions', 'kept'], rows)
}

/** The topics that are not a field's. */
export function otherTopicsTable(): string {
  const ofFields = new Set<Topic>(fields.values())
  const rows = topics
    .filter((topic) => !ofFields.has(topic))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, partitions, retentionMs, cleanup }) => [
      `\`${name}\``,
      String(partitions),
      cleanup === 'compact' ? 'latest per key' : retention(retentionMs),
    ])
  return table(['topic', 'partitions', 'kept'], rows)
}

function retention(ms: number): string {
  return ms < 0 ? 'for ever' : `${ms / dayMs} d`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
