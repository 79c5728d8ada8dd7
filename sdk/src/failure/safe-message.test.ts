import { expect, test } from 'vitest'
import { permanent } from './failure.ts'
import { errorClass, errorFields, safeMessage } from './safe-message.ts'

test.each([
  ['a plain reason', 'a plain reason'],
  ['no row for +1 (650) 555-1111 here', 'no row for … here'],
  ['wamid.HBgLMTY1MDU1NTExMTEVAgASGBQ= is new', 'wamid.… is new'],
  ['mail to ann@example.com failed', 'mail to …@… failed'],
  ['Unexpected token h, "hello there" is not valid JSON', 'Unexpected token h, "…" is not valid JSON'],
  [String.raw`invalid {"text":"he said \"call me\" now"}`, 'invalid {"…":"…"}'],
  ['cut in "the middle of a text', 'cut in "…"'],
  ['Unexpected token \'h\', ..."dy": hello w"... is not valid JSON', `Unexpected token 'h', "…" is not valid JSON`],
  ["Cannot read properties of undefined (reading 'id')", "Cannot read properties of undefined (reading 'id')"],
  ['two\nlines', 'two lines'],
  ['port 5432 of 127.0.0.1', 'port 5432 of 127.0.0.1'],
])('%s', (message, safe) => {
  expect(safeMessage(new Error(message))).toBe(safe)
})

test('is bounded, also for a huge message', () => {
  expect(safeMessage(new Error('ab '.repeat(1_000_000))).length).toBeLessThanOrEqual(240)
})

test('the class is that of the cause of a failure', () => {
  expect(errorClass(permanent(new TypeError('x')))).toBe('TypeError')
  expect(errorClass(permanent('no number'))).toBe('Failure')
  expect(errorClass('text')).toBe('Error')
})

test('a quoted text that is longer than what is looked at does not show', () => {
  expect(safeMessage(new Error(`invalid "${'hello '.repeat(1000)}"`))).toBe('invalid "…"')
})

test('lines of a message are not taken for places in the code', () => {
  expect(errorFields(new Error('x\n    at five we meet')).at).not.toContain('five')
})

test('fields for a log tell where it was thrown, and not the message twice', () => {
  const fields = errorFields(new RangeError('16505551111 is too large'))
  expect(fields).toMatchObject({ error: 'RangeError', reason: '… is too large' })
  expect(fields.at).toMatch(/^at .*safe-message\.test\.ts/)
  expect(JSON.stringify(fields)).not.toContain('16505551111')
})
