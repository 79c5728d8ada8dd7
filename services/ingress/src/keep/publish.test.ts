import type { Lane, Outcome } from '@wabastream/sdk/kafka'
import { expect, test } from 'vitest'
import { publish, type Laned, type Lanes } from './publish.ts'

const at = (name: Laned['lane'], key: string): Laned => ({
  lane: name,
  record: { topic: 't', partition: 0, key, value: null, headers: {}, timestampMs: 0 },
})

/** A lane that says of each record that it was refused for its own key, so that order shows. */
function lane(calls: string[], name: string): Lane {
  const echo: Lane['publish'] = async (records, sinceMs) => {
    calls.push(`${name} ${records.map(({ key }) => key).join('')} ${sinceMs}`)
    return records.map(({ key }): Outcome => ({ kept: false, code: String(key) }))
  }
  return { publish: echo } as Lane
}

function lanes(calls: string[]): Lanes {
  return { live: lane(calls, 'live'), bulk: lane(calls, 'bulk'), management: lane(calls, 'management') }
}

const codes = (outcomes: readonly Outcome[]) => outcomes.map((outcome) => (outcome.kept ? '' : outcome.code)).join('')

test('nothing to publish asks no lane', async () => {
  const calls: string[] = []
  expect(await publish(lanes(calls), [], 7)).toEqual([])
  expect(calls).toEqual([])
})

test('records of one lane go in one call', async () => {
  const calls: string[] = []
  expect(codes(await publish(lanes(calls), [at('bulk', 'a'), at('bulk', 'b')], 7))).toBe('ab')
  expect(calls).toEqual(['bulk ab 7'])
})

test('records of several lanes: a call each, outcomes in the order of the records', async () => {
  const calls: string[] = []
  const mixed = [at('live', 'a'), at('management', 'b'), at('live', 'c'), at('bulk', 'd'), at('management', 'e')]
  expect(codes(await publish(lanes(calls), mixed, 7))).toBe('abcde')
  expect(calls.toSorted()).toEqual(['bulk d 7', 'live ac 7', 'management be 7'])
})

test('one lane that fails fails them all', async () => {
  const failing = { ...lanes([]), bulk: { publish: () => Promise.reject(new Error('away')) } as unknown as Lane }
  await expect(publish(failing, [at('live', 'a'), at('bulk', 'b')], 7)).rejects.toThrow('away')
})

test.each<[string, readonly unknown[]]>([
  ['none', []],
  ['too few', [{ kept: true, offset: 1n }]],
  ['a hole', [undefined, { kept: true, offset: 1n }]],
])('outcomes that are missing (%s) are never taken for kept', async (_, outcomes) => {
  const forgetful = { publish: async () => outcomes } as unknown as Lane
  const all: Lanes = { live: forgetful, bulk: forgetful, management: lane([], 'management') }
  await expect(publish(all, [at('live', 'a'), at('live', 'b')], 7)).rejects.toThrow('no outcome')
  const mixed = [at('live', 'a'), at('live', 'b'), at('management', 'c')]
  await expect(publish(all, mixed, 7)).rejects.toThrow('no outcome')
})
