import type { Alert } from '@wabastream/schemas'
import type { Filter } from './destination.ts'

/** Whether a destination wants to hear of an incident that this alert opens. An alert without WABA matches no list of WABAs. */
export function matches(filter: Filter, alert: Pick<Alert, 'severity' | 'waba_id' | 'rule'>): boolean {
  return (
    (filter.severities?.includes(alert.severity) ?? true) &&
    (filter.wabaIds === undefined || (alert.waba_id !== null && filter.wabaIds.includes(alert.waba_id))) &&
    (filter.rules?.some((glob) => globMatches(glob, alert.rule)) ?? true)
  )
}

/** `*` stands for any characters, all else for itself. */
function globMatches(glob: string, text: string): boolean {
  const [first = '', ...rest] = glob.split('*')
  if (rest.length === 0) return glob === text
  const last = rest.pop() ?? ''
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false
  let at = first.length
  const end = text.length - last.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found === -1 || found + part.length > end) return false
    at = found + part.length
  }
  return true
}
