import { expect, test } from 'vitest'
import { advance, createTracks, FIRST_BYTES, isDone, MOST_BYTES, type PartitionAnswer, type Track } from './track.ts'

const track = (parts: Partial<Track> = {}): Track => ({
  topic: 't',
  partition: 0,
  position: 10n,
  end: 20n,
  maxBytes: FIRST_BYTES,
  ...parts,
})
const nothing: PartitionAnswer = { lastOffset: null, highWatermark: 20n, nothingAtAll: true }

test.each<[string, Track, PartitionAnswer, Partial<Track>]>([
  ['records move it on', track(), { ...nothing, lastOffset: 14n, nothingAtAll: false }, { position: 15n }],
  [
    'records before the position do not',
    track(),
    { ...nothing, lastOffset: 9n, nothingAtAll: false },
    { position: 10n },
  ],
  ['nothing new', track({ end: null, position: 20n }), nothing, { position: 20n, maxBytes: FIRST_BYTES }],
  [
    'no room in an answer full of others',
    track(),
    { ...nothing, nothingAtAll: false },
    { position: 10n, maxBytes: FIRST_BYTES },
  ],
  ['nothing where something should be: ask for more', track(), nothing, { position: 10n, maxBytes: FIRST_BYTES * 8 }],
  [
    'the most, and still nothing: compacted away',
    track({ maxBytes: MOST_BYTES }),
    nothing,
    { position: 20n, maxBytes: FIRST_BYTES },
  ],
  [
    'records after a larger question',
    track({ maxBytes: MOST_BYTES }),
    { ...nothing, lastOffset: 12n },
    { position: 13n, maxBytes: FIRST_BYTES },
  ],
])('%s', (_what, before, answer, after) => {
  advance(before, answer)
  expect(before).toMatchObject(after)
})

test.each([
  [track({ position: 19n }), false],
  [track({ position: 20n }), true],
  [track({ position: 0n, end: 0n }), true],
  [track({ position: 99n, end: null }), false],
])('%o is done: %s', (given, done) => {
  expect(isDone(given)).toBe(done)
})

test('a partition without an end is not read; without ends all are, for ever', () => {
  const starts = new Map([
    [
      't',
      new Map([
        [0, 1n],
        [1, 2n],
      ]),
    ],
  ])
  expect(createTracks(starts, new Map([['t', new Map([[0, 9n]])]])).map(({ end }) => end)).toEqual([9n, 2n])
  expect(createTracks(starts, null).map(({ end }) => end)).toEqual([null, null])
})
