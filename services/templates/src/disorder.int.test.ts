import { stack } from '@wabastream/sdk/testing/vitest'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startRig, type Rig } from './testing/start-rig.ts'
import { story } from './testing/stories.ts'
import { templateId } from './testing/template-event.ts'

let rig: Rig

beforeAll(async () => {
  rig = await startRig(stack().databaseUrl)
})
afterAll(() => rig.stop())
beforeEach(() => rig.clear())

const sendable = async () => (await rig.get(`/v1/templates/${templateId}/sendable`)).body

test('any order and any repetition of events leaves equal rows, equal incidents and an equal answer', async () => {
  await rig.send(...story)
  const [rows, answer] = [await rig.rows(), await sendable()]
  const order = fc.tuple(
    fc.shuffledSubarray([...story], { minLength: story.length }),
    fc.array(fc.constantFrom(...story), { maxLength: 5 }),
  )
  for (const [shuffled, again] of fc.sample(order, { numRuns: 8, seed: 7 })) {
    await rig.clear()
    await rig.send(...again, ...shuffled)
    expect(await rig.rows()).toEqual(rows)
    expect(await sendable()).toEqual(answer)
  }
})

test('events of one template over five topics at once leave the same, each version published once', async () => {
  await rig.send(...story)
  const rows = await rig.rows()
  await rig.clear()
  const results = await Promise.all([...story, ...story].map((one) => rig.send(one)))
  expect(await rig.rows()).toEqual(rows)
  const versions = results.flatMap(({ states }) => states.map(({ version }) => version)).toSorted((a, b) => a - b)
  expect(versions).toEqual(versions.map((_, index) => index + 1))
  expect((await rig.get(`/v1/templates/${templateId}`)).body['version']).toBe(versions.length)
})
