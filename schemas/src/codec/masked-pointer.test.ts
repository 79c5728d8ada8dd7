import { expect, test } from 'vitest'
import { maskedPointer } from './masked-pointer.ts'

test.each<[pointer: string, masked: string]>([
  ['', ''],
  ['/', '/*'],
  ['/messages/0/new_thing', '/messages/*/new_thing'],
  ['/entry/12/changes/3/v2', '/entry/*/changes/*/v2'],
  ['/1234', '/*'],
  ['/a1234', '/a1234'],
  ['/a12345', '/*'],
  [`/${'a'.repeat(64)}/${'a'.repeat(65)}`, `/${'a'.repeat(64)}/*`],
  ['/jane.doe@example.com/x', '/*/x'],
  ['/+49 151 234', '/*'],
  ['/Jane Doe', '/*'],
  ['/Jane', '/*'],
  ['/müller', '/*'],
  ['/new~1one', '/*'],
  ['/_a', '/*'],
  ['/a\n', '/*'],
])('%j is shown as %j', (pointer, masked) => {
  expect(maskedPointer(pointer)).toBe(masked)
})
