import { expect, test } from 'vitest'
import { parseMetrics, total } from './metrics.ts'

const text = `# HELP queued_bytes Bytes
# TYPE queued_bytes gauge
queued_bytes{lane="live"} 12
queued_bytes{lane="bulk"} 1.5e3
queued_bytes_max 99
resident 7
`

test('samples are read by name and labels', () => {
  expect([...parseMetrics(text)]).toEqual([
    ['queued_bytes{lane="live"}', 12],
    ['queued_bytes{lane="bulk"}', 1500],
    ['queued_bytes_max', 99],
    ['resident', 7],
  ])
})

test.each([
  ['queued_bytes', 1512],
  ['resident', 7],
  ['absent', 0],
])('the total of %s is %d', (name, sum) => expect(total(parseMetrics(text), name)).toBe(sum))
