import type { Alert } from '@wabastream/schemas'
import { bounded, escaped } from './bounded.ts'

/** Characters that Slack takes: https://docs.slack.dev/reference/block-kit/blocks. */
const limits = { header: 150, section: 3000, field: 2000, fallback: 3000 }

const signs: Readonly<Record<string, string>> = { info: 'ℹ️ Info', warning: '⚠️ Warning', critical: '🚨 Critical' }

/** The body for an incoming webhook of Slack. The detail of an alert says what happened and what to do. */
export function slackMessage(alert: Alert): object {
  const sign = alert.state === 'resolved' ? '✅ Resolved' : (signs[alert.severity] ?? alert.severity)
  const headline = `${sign}: ${alert.title}`
  const fields = fieldsOf(alert).map(([name, value]) => mrkdwn(`*${name}*\n${value}`))
  return {
    text: escaped(headline, limits.fallback),
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: bounded(headline, limits.header), emoji: true } },
      // An empty text would be refused.
      { type: 'section', text: mrkdwn(escaped(alert.detail, limits.section) || '–') },
      { type: 'section', fields },
      { type: 'context', elements: [mrkdwn(escaped(`${alert.service} · ${alert.incident_id}`, limits.field))] },
    ],
  }
}

/** At most ten are allowed. */
function fieldsOf(alert: Alert): readonly (readonly [string, string])[] {
  const fields: readonly (readonly [string, string | null])[] = [
    ['WhatsApp Business Account', alert.waba_id],
    ['Number', alert.phone_number],
    ['Template', alert.template_name ?? alert.template_id],
    ['Severity', alert.severity],
    ['Rule', alert.rule],
  ]
  // The bound leaves room for the name.
  const given = fields.flatMap(([name, value]) =>
    value === null ? [] : [[name, escaped(value, limits.field - 100)] as const],
  )
  return [...given, ['When', when(alert.occurred_at)]]
}

/** Slack shows it in the time zone of the reader; the text after the bar is for clients that cannot. */
function when(instantMs: number): string {
  return `<!date^${Math.floor(instantMs / 1000)}^{date_short_pretty} {time_secs}|${new Date(instantMs).toISOString()}>`
}

/** `verbatim`: names of channels and addresses in the text do not become links. */
function mrkdwn(text: string): object {
  return { type: 'mrkdwn', text, verbatim: true }
}
