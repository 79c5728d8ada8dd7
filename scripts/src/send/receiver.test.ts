import { stackFileIn, writeStackFile } from '@wabastream/sdk/config'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { tempFolder } from '@wabastream/sdk/testing/vitest'
import { receiverOf } from './receiver.ts'

const withStack = tempFolder()
const without = tempFolder()
afterAll(() => [withStack, without].forEach((folder) => folder[Symbol.dispose]()))
mkdirSync(join(withStack.path, '.wabastream'))
writeStackFile(stackFileIn(withStack.path), {
  version: 1,
  broker: 'embedded',
  brokers: '127.0.0.1:9092',
  registryUrl: 'http://127.0.0.1:8081',
  ingressUrl: 'http://127.0.0.1:8080/webhook',
  opsUrl: 'http://127.0.0.1:9464',
  topicPrefix: '',
  appId: '1',
  appSecret: 'of-the-stack',
  verifyToken: 'token',
  pid: process.pid,
  startedAt: '2026-01-31T08:00:00.000Z',
})
const secretFile = join(withStack.path, 'secret')
writeFileSync(secretFile, 'of-the-file\n')
const emptyFile = join(withStack.path, 'empty')
writeFileSync(emptyFile, '\n')

const stackUrl = 'http://127.0.0.1:8080/webhook'
const url = 'https://hooks.example.com/webhook'
const environment = { META_APP_SECRETS: '1=of-the-environment,1=another' }

test.each([
  [{}, {}, { url: stackUrl, secret: 'of-the-stack' }],
  [{}, environment, { url: stackUrl, secret: 'of-the-stack' }],
  [{ secretFile }, environment, { url: stackUrl, secret: 'of-the-file' }],
  [{ url }, environment, { url, secret: 'of-the-environment' }],
  [{ url, secretFile }, environment, { url, secret: 'of-the-file' }],
  [{ url }, {}, { url, secret: 'of-the-stack' }],
])('%j with %j', (flags, variables, expected) => {
  expect(receiverOf(flags, variables, withStack.path)).toEqual(expected)
})

test.each([
  [{}, {}, /Nothing to send to/],
  [{ url }, {}, /No app secret/],
  [{ url: 'hooks.example.com', secretFile }, {}, /is no address/],
  [{ url: 'ftp://hooks.example.com', secretFile }, {}, /is no address/],
  [{ url, secretFile: '/does/not/exist' }, {}, /Cannot read \/does\/not\/exist \(ENOENT\)/],
  [{ url, secretFile: emptyFile }, {}, /is empty/],
  [{ url }, { META_APP_SECRETS: 'nonsense' }, /META_APP_SECRETS.*: must be/],
])('%j with %j is not enough', (flags, variables, message) => {
  expect(() => receiverOf(flags, variables, without.path)).toThrow(message)
  expect(() => receiverOf(flags, variables, without.path)).not.toThrow(/of-the/)
})
