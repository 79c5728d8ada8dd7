import type { Standing } from './usage.ts'

/** Usage of the app, for calls that belong to no WABA. */
export function appUsageHeader({ percent }: Standing): string {
  return JSON.stringify({ call_count: percent, total_cputime: 0, total_time: 0 })
}

/** Usage of one WABA by one app. The word in `type` is documented nowhere for WhatsApp. */
export function wabaUsageHeader(wabaId: string, { percent, over, regainMinutes }: Standing): string {
  return JSON.stringify({
    [wabaId]: [
      {
        type: 'whatsapp',
        call_count: percent,
        total_cputime: 0,
        total_time: 0,
        estimated_time_to_regain_access: over ? regainMinutes : 0,
      },
    ],
  })
}
