import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findStack, readStackFile, removeStackFile, stackFileIn, writeStackFile, type Stack } from './stack-file.ts'
import { tempFolder } from '../testing/vitest/index.ts'

const stack: Stack = {
  version: 1,
  broker: 'embedded',
  brokers: '127.0.0.1:9092',
  registryUrl: 'http://127.0.0.1:8081',
  databaseUrl: null,
  ingressUrl: 'http://127.0.0.1:8080/webhook',
  apiUrl: null,
  opsUrl: 'http://127.0.0.1:9464',
  simulatorUrl: null,
  topicPrefix: '',
  appId: '670843887433847',
  appSecret: 'invented-secret',
  verifyToken: 'invented-token',
  pid: process.pid,
  startedAt: '2026-01-31T08:00:00.000Z',
}

function written(folder: string): string {
  const path = stackFileIn(folder)
  mkdirSync(dirname(path), { recursive: true })
  writeStackFile(path, stack)
  return path
}

test('what is written can be read, and nothing else is left behind', () => {
  using folder = tempFolder()
  const path = written(folder.path)
  writeStackFile(path, { ...stack, topicPrefix: 'new.' })
  expect(readStackFile(path)).toEqual({ ...stack, topicPrefix: 'new.' })
  expect(readdirSync(dirname(path))).toEqual(['stack.json'])
})

// Windows has no such modes.
test.skipIf(process.platform === 'win32')('only its owner may read it', () => {
  using folder = tempFolder()
  expect(statSync(written(folder.path)).mode & 0o777).toBe(0o600)
})

test('only its own process removes it', () => {
  using folder = tempFolder()
  const path = written(folder.path)
  removeStackFile(path, stack.pid + 1)
  expect(readStackFile(path)).toEqual(stack)
  removeStackFile(path)
  expect(readStackFile(path)).toBeNull()
  expect(() => removeStackFile(path)).not.toThrow()
})

describe('finding it', () => {
  test('in a folder above', () => {
    using folder = tempFolder()
    written(folder.path)
    const deep = join(folder.path, 'a', 'b')
    mkdirSync(deep, { recursive: true })
    expect(findStack({}, deep)).toEqual(stack)
  })

  test('nowhere', () => {
    using folder = tempFolder()
    expect(findStack({}, folder.path)).toBeNull()
  })

  test('by WABASTREAM_STACK, which must name a file that exists', () => {
    using folder = tempFolder()
    using other = tempFolder()
    written(folder.path)
    expect(findStack({ WABASTREAM_STACK: stackFileIn(folder.path) }, other.path)).toEqual(stack)
    expect(() => findStack({ WABASTREAM_STACK: 'nothing.json' }, folder.path)).toThrow(/no stack runs there/)
  })
})

test.each([
  ['{"version":1', /wrong: the whole file/],
  ['[]', /wrong: the whole file/],
  [JSON.stringify({ ...stack, version: 2 }), /wrong: version/],
  [JSON.stringify({ ...stack, appSecret: 17, pid: 'x' }), /wrong: appSecret, pid/],
])('%s is refused, without showing what is in it', (text, message) => {
  using folder = tempFolder()
  const path = join(folder.path, 'stack.json')
  writeFileSync(path, text)
  expect(() => readStackFile(path)).toThrow(message)
  expect(() => readStackFile(path)).not.toThrow(/invented/)
})
