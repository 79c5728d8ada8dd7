import { expect, test } from 'vitest'
import { entryOf, errorCatalogue, explain } from './explain.ts'

test.each([131_026, 131_047, 131_049, 131_050, 130_472, 130_429, 131_051])('%i is explained', (code) => {
  const entry = entryOf(code)
  expect(entry?.meaning).toMatch(/\.$/)
  expect(entry?.whatToDo).toMatch(/\.$/)
})

test('each code stands once, with sentences', () => {
  const codes = errorCatalogue.map(({ code }) => code)
  expect(new Set(codes).size).toBe(codes.length)
  for (const { meaning, whatToDo } of errorCatalogue) {
    expect(meaning).toMatch(/^[A-Z].*\.$/s)
    expect(whatToDo).toMatch(/^[A-Z].*\.$/s)
  }
})

test('the whole range of permissions', () => {
  expect(entryOf(294)).toMatchObject({ code: 294, meaning: entryOf(200)?.meaning })
  expect(entryOf(300)).toBeUndefined()
})

test('keeps what Meta said', () => {
  const sent = {
    code: 131_047,
    title: 'Re-engagement message',
    message: 'm',
    error_data: { details: 'More than 24 h' },
  }
  expect(explain(sent)).toMatchObject({ code: 131_047, title: 'Re-engagement message', details: 'More than 24 h' })
})

test.each([{ code: 999_999 }, { code: null }])('says so when a code is not documented: %j', ({ code }) => {
  expect(explain({ code })).toMatchObject({
    code,
    title: null,
    details: null,
    meaning: expect.stringContaining('Not a code'),
  })
})
