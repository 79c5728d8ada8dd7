import { plain } from '@wabastream/schemas/codec'
import type { EventRecord } from '@wabastream/schemas/event'
import type { ExampleRun } from './example.ts'

/** The example's event, for a newcomer: where it is, what it is, what it says. */
export function exampleText({ durationMs, record }: ExampleRun): string {
  const event = plain(record.value as EventRecord)
  const lines: readonly (readonly [string, string])[] = [
    ['topic', `${record.topic}, partition ${record.partition}, offset ${record.offset}`],
    ['key', record.key ?? '(none)'],
    ['event', `${event.field}.${event.kind}  ${event.event_id}`],
    ['account', event.waba_id],
    ['occurred at', new Date(event.occurred_at).toISOString()],
    ['value', JSON.stringify(event.value)],
    ['sent as null', event.nulls.join(', ')],
  ]
  const width = Math.max(...lines.map(([name]) => name.length))
  return [
    '',
    `Meta's example webhook, signed as Meta signs: 200 after ${Math.ceil(durationMs)} ms. Read back from Kafka as a typed event:`,
    '',
    ...lines.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`),
    '',
  ].join('\n')
}

/** Three commands for a second terminal. */
export function nextCommands(apiUrl: string | null | undefined): string {
  const alerts = apiUrl ? `curl '${apiUrl}/v1/alerts?state=open'` : 'npx pnpm@12 waba tail alerts --from-beginning'
  return `
Now in a second terminal, in this folder:

  npx pnpm@12 waba send --scenario pin-takeover
  ${alerts}
  npx pnpm@12 waba send --all-samples

Live feed (Ctrl-C stops everything that was started here):
`
}
