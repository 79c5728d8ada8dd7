import { median } from './percentile.ts'
import type { Slice } from './measure-slice.ts'

/** The medians of slices, ready to be shown. */
export function costOf(slices: readonly Slice[]): Slice {
  return { cpuUs: median(slices.map(({ cpuUs }) => cpuUs)), perSecond: median(slices.map((slice) => slice.perSecond)) }
}
