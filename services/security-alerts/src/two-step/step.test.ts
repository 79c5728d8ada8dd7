import { expect, test } from 'vitest'
import { stepOf } from './step.ts'

test.each([
  ['PIN_RESET_REQUEST', 'asked'],
  ['PIN_REQUEST_SUCCESS', 'disabled'],
  ['PIN_RESET_SUCCESS', 'disabled'],
  ['PIN_CHANGED', 'changed'],
  ['PIN_SOMETHING_NEW', null],
  ['constructor', null],
  [null, null],
])('%s is %s', (event, step) => expect(stepOf(event)).toBe(step))
