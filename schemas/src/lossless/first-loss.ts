import { oddBodies, randomBodies } from './bodies.ts'
import { lossOf } from './loss-of.ts'
import { readSamples } from './samples.ts'

const SEED = 7
const RANDOM_BODIES = 600

/** A shorter form of the lossless check: the name of the first body that is lost, null when none is. */
export function firstLoss(): string | null {
  const samples = readSamples()
  for (const bodies of [samples, randomBodies(samples, SEED, RANDOM_BODIES), oddBodies()]) {
    for (const { name, body } of bodies) if (lossOf(body) !== null) return name
  }
  return null
}
