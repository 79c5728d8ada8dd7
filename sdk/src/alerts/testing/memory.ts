import { alertOf } from '../alert-of.ts'
import { diff } from '../diff.ts'
import { expire } from '../endings.ts'
import { episodes } from '../episodes.ts'
import type { Incident, Told } from '../incident.ts'
import { sinceReset, type Signal } from '../signal.ts'

/** Incidents of one rule and subject in memory, by the same steps as in the store. Times are milliseconds. */
export function incidentsInMemory(endsAfterMs: number | null) {
  const signals = new Map<string, Signal>()
  const known = new Map<string, Incident>()
  const told: Told[] = []
  const write = (rows: readonly Incident[], said: readonly Told[]) => {
    for (const row of rows) {
      known.set(row.id, row)
      if (open().length > 1) throw new Error('two incidents are open')
    }
    told.push(...said)
  }
  const open = () => [...known.values()].filter(({ state }) => state === 'open')
  return {
    told,
    incidents: () => [...known.values()],
    alerts: () => told.map((one) => alertOf('test', one)),
    arrive(cause: Signal, now: number) {
      const key = `${cause.eventId} ${cause.state === 'superseded'}`
      if (signals.has(key)) return
      signals.set(key, cause)
      const those = sinceReset([...signals.values()], cause)
      const since = those[0]?.occurredAt ?? 0
      const some = [...known.values()].filter(({ openedAt }) => openedAt >= since)
      const found = episodes(those, endsAfterMs)
      const { rows, told: said } = diff({
        rule: 'a-rule',
        subject: 'a subject',
        known: some,
        episodes: found,
        cause,
        now,
      })
      write(rows, said)
    },
    pass(now: number) {
      for (const incident of open()) {
        const expired = expire(incident, now)
        if (expired) write([expired.row], [expired.told])
      }
    },
  }
}
