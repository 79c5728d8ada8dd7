import { parseJson } from '@wabastream/schemas/codec'
import { describe, expect, test } from 'vitest'
import { listSamples, readSample } from '../samples/read-samples.ts'
import { createJoiner } from './join-deliveries.ts'
import type { TailRecord } from './tail-record.ts'
import { againOf, quarantined, recordsOf } from './test-records.ts'

const message = (n: number) => ({
  from: '16505551111',
  id: `wamid.${n}`,
  timestamp: '1700000000',
  type: 'text',
  text: { body: `${n}` },
})
const bodyOf = (...numbers: number[]) => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '102',
      changes: [
        {
          field: 'messages',
          value: {
            messaging_product: 'whatsapp',
            metadata: { display_phone_number: '15550000001', phone_number_id: '106' },
            messages: numbers.map(message),
          },
        },
      ],
    },
  ],
})

/** Adds all records and gives the lines that came out, parsed. */
function joinAll(records: readonly TailRecord[], maxWaitingBytes?: number) {
  const joiner = createJoiner({ again: againOf(records), ...(maxWaitingBytes ? { maxWaitingBytes } : {}) })
  const lines = records.map((record) => joiner.add(record, true)).filter((line) => line !== null)
  return { bodies: lines.map((line) => parseJson(line.toString())), ...joiner.leftovers() }
}

describe('a delivery', () => {
  test('comes out once all its records were read, in any order', () => {
    const records = recordsOf(bodyOf(1, 2, 3), 'd').toReversed()
    expect(joinAll(records)).toEqual({ bodies: [bodyOf(1, 2, 3)], count: 0, named: [] })
    expect(joinAll(records.slice(1))).toEqual({ bodies: [], count: 1, named: ['d: 2 of 3 records were read'] })
  })

  test('does not come twice when its records stand on the topic twice', () => {
    const records = recordsOf(bodyOf(1, 2), 'd')
    expect(joinAll([records[0]!, records[0]!, records[1]!, ...records])).toEqual({
      bodies: [bodyOf(1, 2)],
      count: 0,
      named: [],
    })
  })

  test('may be read between others', () => {
    const [a, b] = [recordsOf(bodyOf(1, 2), 'a'), recordsOf(bodyOf(3, 4), 'b')]
    expect(joinAll([a[0]!, b[0]!, b[1]!, a[1]!]).bodies).toEqual([bodyOf(3, 4), bodyOf(1, 2)])
  })
})

describe('quarantine', () => {
  const raw = Buffer.from('{"entry":\n [1}')

  test('gives the raw body on one line', () => {
    const joiner = createJoiner({ again: againOf([]) })
    expect(joiner.add(quarantined('d', raw), true)?.toString()).toBe('{"entry":  [1}\n')
    expect(joiner.add(quarantined('d', raw), true)).toBeNull()
    expect(joiner.leftovers().count).toBe(0)
  })

  test('speaks for the siblings that became events', () => {
    const events = recordsOf(bodyOf(1, 2, 3), 'd')
    const joiner = createJoiner({ again: againOf(events) })
    expect(joiner.add(events[0]!, true)).toBeNull()
    expect(joiner.add(quarantined('d', raw), true)).not.toBeNull()
    expect(joiner.add(events[2]!, true)).toBeNull()
    expect(joiner.leftovers()).toEqual({ count: 0, named: [] })
  })

  test('is incomplete when the raw body was not read', () => {
    expect(joinAll([quarantined('d', null)])).toEqual({ bodies: [], count: 1, named: ['d: its raw body was not read'] })
  })
})

test('a delivery is wanted when any of its records is', () => {
  const records = [...recordsOf(bodyOf(1, 2), 'a'), ...recordsOf(bodyOf(3, 4), 'b'), ...recordsOf(bodyOf(5, 6), 'c')]
  const joiner = createJoiner({ again: againOf(records) })
  const lines = records.slice(0, 5).map((record, at) => joiner.add(record, at === 2))
  expect(lines.map((line) => line !== null)).toEqual([false, false, false, true, false])
  expect(joiner.leftovers()).toEqual({ count: 0, named: [] })
})

test('memory is bounded: the oldest deliveries are given up, and not counted again', () => {
  const deliveries = Array.from({ length: 50 }, (_, n) => recordsOf(bodyOf(n, n + 1000), `d${n}`))
  const size = deliveries[49]![0]!.bytes!.length
  const firsts = deliveries.map((records) => records[0]!)
  const seconds = deliveries.map((records) => records[1]!)
  const { bodies, count, named } = joinAll([...firsts, ...seconds], size * 10)
  expect(bodies).toHaveLength(10)
  expect(count).toBe(40)
  expect(named).toHaveLength(20)
  expect(named[0]).toBe('d0: 1 of 2 records were read')
})

test('every sample comes back as it was', () => {
  for (const [at, sample] of listSamples().entries()) {
    const body = parseJson(readSample(sample).toString())
    const records = recordsOf(body, `d${at}`)
    expect(joinAll(records.toReversed()), sample.name).toEqual({ bodies: [body], count: 0, named: [] })
  }
})
