import { expect, test } from 'vitest'
import { createLog } from './log.ts'

test('a line is JSON with time, level as a word, fields and message', () => {
  const lines: string[] = []
  const log = createLog({ level: 'info', destination: { write: (line) => void lines.push(line) } })
  log.child({ service: 'painter' }).warn({ count: 2 }, 'paint is low')
  log.debug('not written')
  expect(lines).toHaveLength(1)
  const line = JSON.parse(lines[0]!) as Record<string, unknown>
  expect(line).toEqual({ level: 'warn', time: line['time'], service: 'painter', count: 2, msg: 'paint is low' })
  expect(line['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
})
