import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ConfigError, loadConfig, printConfig } from './load.ts'
import { flag, list, millis, port, secretSetting, setting } from './setting.ts'

const schema = z.object({
  NAME: setting(z.string(), 'A name'),
  PORT: setting(port().default(80), 'A port'),
  WAIT_MS: setting(millis().optional(), 'A time'),
  HOSTS: setting(list().default([]), 'Hosts'),
  FAST: setting(flag().default(false), 'Whether'),
  PASSWORD: secretSetting(z.string().min(8, 'is too short').optional(), 'A password'),
})

let folder: string
const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'settings-'))))
afterAll(() => rmSync(folder, { recursive: true }))

const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    loadConfig(schema, environment)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

test('takes what is given and fills in the rest', () => {
  expect(loadConfig(schema, { NAME: 'a', PORT: '0', HOSTS: ' b , ,c', FAST: 'true', OTHER: 'x' })).toEqual({
    NAME: 'a',
    PORT: 0,
    HOSTS: ['b', 'c'],
    FAST: true,
  })
})

test('an empty text counts as not given', () => {
  expect(loadConfig(schema, { NAME: 'a', PORT: '', WAIT_MS: '' })).toMatchObject({ PORT: 80 })
  expect(problemsOf({ NAME: '' })).toEqual(['NAME: is required'])
})

describe('a file', () => {
  test.each([
    ['without a line end', 'from file', 'from file'],
    ['with one', 'from file\n', 'from file'],
    ['with one of Windows', 'from file\r\n', 'from file'],
    ['with two: only the last goes', 'from file\n\n', 'from file\n'],
  ])('%s', (_, text, name) => {
    expect(loadConfig(schema, { NAME_FILE: file('name', text) })).toMatchObject({ NAME: name })
  })

  test('that is not there, or a folder, is one mistake', () => {
    expect(problemsOf({ NAME_FILE: join(folder, 'none') })).toEqual([
      'NAME_FILE: cannot read the file it names (ENOENT)',
    ])
    expect(problemsOf({ NAME_FILE: folder })).toEqual(['NAME_FILE: cannot read the file it names (EISDIR)'])
  })

  test('that is empty gives nothing', () =>
    expect(problemsOf({ NAME_FILE: file('empty', '\n') })).toEqual(['NAME: is required']))

  test('beside the setting itself is a mistake', () => {
    expect(problemsOf({ NAME: 'a', NAME_FILE: file('name', 'b') })).toEqual([
      'NAME: given twice, as NAME and as NAME_FILE; remove one',
    ])
  })

  test('with an empty path, or beside an empty setting, is none of that', () => {
    expect(loadConfig(schema, { NAME: 'a', NAME_FILE: '' })).toMatchObject({ NAME: 'a' })
    expect(loadConfig(schema, { NAME: '', NAME_FILE: file('name', 'b') })).toMatchObject({ NAME: 'b' })
  })
})

test('all mistakes come at once, without a value', () => {
  const problems = problemsOf({ PORT: 'http', WAIT_MS: '0', FAST: 'yes', PASSWORD: 'hunter2' })
  expect(problems.map((problem) => problem.split(':')[0])).toEqual(['NAME', 'PORT', 'WAIT_MS', 'FAST', 'PASSWORD'])
  expect(problems.join()).not.toMatch(/hunter2|http/)
  expect(new ConfigError(problems).message).toContain('\n  PASSWORD: is too short')
})

test.each([
  ['65536', false],
  ['-1', false],
  ['1.5', false],
  ['8080', true],
])('port %s: %s', (text, good) => expect(problemsOf({ NAME: 'a', PORT: text }).length === 0).toBe(good))

test('prints every setting, as it would stand in the environment, secrets masked', () => {
  const config = loadConfig(schema, { NAME: 'a', HOSTS: 'b,c', PASSWORD: 'long enough' })
  expect(printConfig(schema, config)).toBe('NAME=a\nPORT=80\nWAIT_MS=\nHOSTS=b,c\nFAST=false\nPASSWORD=****\n')
  expect(printConfig(schema, loadConfig(schema, { NAME: 'a' }))).toContain('PASSWORD=\n')
})
