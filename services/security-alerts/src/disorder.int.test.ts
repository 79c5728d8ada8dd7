import { stack } from '@wabastream/sdk/testing/vitest'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRig, type Rig } from './testing/start-rig.ts'
import { hour, security } from './testing/webhook.ts'

let rig: Rig

beforeAll(async () => {
  rig = await startRig(stack().databaseUrl)
})
afterAll(() => rig.stop())

const change = fc
  .tuple(
    fc.constantFrom('PIN_RESET_REQUEST', 'PIN_REQUEST_SUCCESS', 'PIN_CHANGED', 'PIN_UNKNOWN'),
    fc.integer({ min: -12, max: 0 }),
  )
  .map(([event, eighths]) => security(event, eighths * 8 * hour))

async function outcome(changes: readonly ReturnType<typeof security>[]) {
  await rig.clear()
  await rig.send(...changes)
  const events = (await rig.get('/v1/security-events?limit=500')).body.items
  return { open: await rig.openIncidents(), events: events.map((event) => ({ ...event, received_at: null })) }
}

test('any order and any repetition of events leads to the same history and the same open incidents', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .array(change, { minLength: 1, maxLength: 7 })
        .chain((changes) =>
          fc.tuple(
            fc.constant(changes),
            fc.shuffledSubarray([...changes, ...changes], { minLength: changes.length * 2 }),
          ),
        ),
      async ([inOrder, shuffled]) => {
        const sorted = inOrder.toSorted((a, b) => a.at - b.at)
        expect(await outcome(shuffled)).toEqual(await outcome(sorted))
      },
    ),
    { numRuns: 25 },
  )
})
