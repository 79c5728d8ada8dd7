import { expect, test } from 'vitest'
import { createLog } from '../../observe/index.ts'
import { bugReport } from './bug-report.ts'

test('says what and where, and nothing of the message', () => {
  const lines: string[] = []
  const log = createLog({ level: 'error', destination: { write: (line) => void lines.push(line) } })
  log.error({ err: bugReport(new TypeError('cannot read 16505551111\n    at 15550000001')) }, 'a batch failed')
  const { err } = JSON.parse(lines[0]!) as { err: { stack: string } }
  expect(err).toEqual({
    name: 'TypeError',
    code: 'TypeError',
    stack: expect.stringMatching(/^ +at .*bug-report\.test/),
  })
  expect(lines[0]).not.toMatch(/16505551111|15550000001/)
  expect(bugReport('16505551111')).toEqual({ name: 'string', code: 'Error', stack: '' })
})
