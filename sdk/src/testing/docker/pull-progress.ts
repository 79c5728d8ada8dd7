import type { StackProgress } from '../local-stack.ts'

/** Adds up Docker's pull events, one per layer and step, to bytes of the whole image. Layers get known one by one. */
export function pullProgress(image: string): (event: unknown) => StackProgress {
  const layers = new Map<string, { readonly current: number; readonly total: number }>()
  return (event) => {
    const layer = layerOf(event)
    if (layer !== undefined) layers.set(layer.id, layer)
    const sum = (part: 'current' | 'total'): number => [...layers.values()].reduce((all, one) => all + one[part], 0)
    return { what: image, bytes: sum('current'), totalBytes: sum('total') }
  }
}

/** Docker's API: {status: 'Downloading', id, progressDetail: {current, total}}; other steps are not downloads. */
function layerOf(event: unknown): { id: string; current: number; total: number } | undefined {
  if (!isRecord(event) || event['status'] !== 'Downloading' || !isRecord(event['progressDetail'])) return undefined
  const { current, total } = event['progressDetail']
  const { id } = event
  if (typeof id !== 'string' || typeof current !== 'number' || typeof total !== 'number') return undefined
  return { id, current, total }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
