import { expect, test } from 'vitest'
import { within } from './signals.ts'

test('work that ends in time', async () => expect(await within(10_000, Promise.resolve())).toBe(true))

test('work that does not', async () => expect(await within(1, new Promise(() => {}))).toBe(false))

test('an error of the work comes out', async () =>
  expect(within(10_000, Promise.reject(new Error('broken')))).rejects.toThrow('broken'))
