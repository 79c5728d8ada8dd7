import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { childEnvironment, readEnvironment } from './environment.ts'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'environment-'))))
afterEach(() => {
  rmSync(folder, { recursive: true })
  vi.unstubAllEnvs()
})

test('reads .env of the folder; what is set outside wins', () => {
  writeFileSync(join(folder, '.env'), '# a comment\nWABA_TEST_A="from file"\nWABA_TEST_B=from file\n')
  vi.stubEnv('WABA_TEST_B', 'from outside')
  expect(readEnvironment(folder)).toMatchObject({ WABA_TEST_A: 'from file', WABA_TEST_B: 'from outside' })
})

test('no .env is fine; one that cannot be read is not', () => {
  expect(readEnvironment(folder)['PATH']).toBeTypeOf('string')
  mkdirSync(join(folder, '.env'))
  expect(() => readEnvironment(folder)).toThrow(/Cannot read .*\.env/)
})

test('a child gets the same, with something on top', () => {
  vi.stubEnv('WABA_TEST_A', 'mine')
  expect(childEnvironment({ WABA_TEST_B: 'more' })).toMatchObject({ WABA_TEST_A: 'mine', WABA_TEST_B: 'more' })
})
