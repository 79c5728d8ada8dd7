import { table } from '../output/table.ts'
import type { HotSpot } from './hot-spots.ts'

const shown = 25

/** The costliest functions of a profile, per request. Waiting is not shown: it costs nothing. */
export function hotSpotTable(spots: readonly HotSpot[], requests: number): string {
  const rows = spots
    .filter(({ where }) => where !== '(idle)')
    .slice(0, shown)
    .map(({ where, selfUs }) => [Number((selfUs / requests).toFixed(2)), where])
  return table(['SELF US PER REQUEST', 'FUNCTION'], rows)
}
