import type { Effect, Fault } from './fault.ts'

/** What a fault can look at. */
export interface Target {
  readonly method: string
  readonly edge: string
  readonly objectId: string
  readonly wabaId: string | null
  readonly appId: string | null
}

/** A fault in force, with how often it has struck. */
export interface StandingFault extends Fault {
  readonly id: string
  readonly met: number
  /** Matching calls, those that passed included. */
  readonly seen: number
}

export interface Faults {
  add(fault: Fault): StandingFault
  /** False when there is none of this id. */
  remove(id: string): boolean
  clear(): void
  list(): readonly StandingFault[]
  /** The effect that this call meets, if any: the oldest matching fault strikes. */
  strike(target: Target): Effect | null
}

export function createFaults(): Faults {
  const faults = new Map<string, StandingFault>()
  let made = 0
  return {
    add(fault) {
      const id = `fault-${++made}`
      const standing = { ...fault, id, met: 0, seen: 0 }
      faults.set(id, standing)
      return standing
    },
    remove: (id) => faults.delete(id),
    clear: () => faults.clear(),
    list: () => [...faults.values()],
    strike(target) {
      for (const fault of faults.values()) {
        if (!matches(fault, target)) continue
        const seen = fault.seen + 1
        const strikes = seen > fault.skip
        const met = fault.met + (strikes ? 1 : 0)
        if (fault.times !== null && met >= fault.times) faults.delete(fault.id)
        else faults.set(fault.id, { ...fault, seen, met })
        if (strikes) return fault.effect
      }
      return null
    },
  }
}

function matches({ match }: Fault, target: Target): boolean {
  const wanted: readonly (readonly [string | undefined, string | null])[] = [
    [match.method, target.method],
    [match.edge, target.edge],
    [match.object_id, target.objectId],
    [match.waba_id, target.wabaId],
    [match.app_id, target.appId],
  ]
  return wanted.every(([want, is]) => want === undefined || want === is)
}
