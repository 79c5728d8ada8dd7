/** A CPU profile as V8 writes it, as far as it is read here. Times in microseconds. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
  }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

/** A function and the time spent in itself, not in what it calls. */
export interface HotSpot {
  /** Name and place: `parseJson json.ts:16`. */
  readonly where: string
  readonly selfUs: number
}

/** The functions of a profile, the costliest first. */
export function hotSpots({ nodes, samples, timeDeltas }: CpuProfile): readonly HotSpot[] {
  const places = new Map(nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]))
  const selfUs = new Map<string, number>()
  for (const [index, id] of samples.entries()) {
    const where = places.get(id) ?? '(unknown)'
    selfUs.set(where, (selfUs.get(where) ?? 0) + (timeDeltas[index] ?? 0))
  }
  return Array.from(selfUs, ([where, us]) => ({ where, selfUs: us })).toSorted((a, b) => b.selfUs - a.selfUs)
}

function placeOf({ functionName, url, lineNumber }: CpuProfile['nodes'][number]['callFrame']): string {
  const name = functionName === '' ? '(anonymous)' : functionName
  if (url === '') return name
  const path = url
    .replace(/^.*\/node_modules\//, '')
    .replace(/^file:\/\/.*\/(?=schemas\/|sdk\/|services\/|scripts\/)/, '')
  return `${name} ${path}:${lineNumber + 1}`
}
