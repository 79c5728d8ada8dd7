import { expect, test } from 'vitest'
import { hotSpotTable } from './hot-spot-table.ts'
import { hotSpots } from './hot-spots.ts'

const frame = (functionName: string, url: string, lineNumber: number) => ({ functionName, url, lineNumber })
const profile = {
  nodes: [
    { id: 1, callFrame: frame('(idle)', '', -1) },
    { id: 2, callFrame: frame('encode', 'file:///home/ada/wabastream/schemas/src/codec/codec.ts', 36) },
    { id: 3, callFrame: frame('', 'file:///x/node_modules/.pnpm/avsc@5/node_modules/avsc/lib/types.js', 9) },
    { id: 4, callFrame: frame('encode', 'file:///home/ada/wabastream/schemas/src/codec/codec.ts', 36) },
  ],
  samples: [2, 3, 4, 1],
  timeDeltas: [100, 50, 200, 900],
}

test('time is summed by function, wherever it was called from', () => {
  expect(hotSpots(profile)).toEqual([
    { where: '(idle)', selfUs: 900 },
    { where: 'encode schemas/src/codec/codec.ts:37', selfUs: 300 },
    { where: '(anonymous) avsc/lib/types.js:10', selfUs: 50 },
  ])
})

test('the table shows what costs, per request', () => {
  expect(hotSpotTable(hotSpots(profile), 10)).toBe(
    'SELF US PER REQUEST  FUNCTION\n' +
      '                 30  encode schemas/src/codec/codec.ts:37\n' +
      '                  5  (anonymous) avsc/lib/types.js:10\n',
  )
})
