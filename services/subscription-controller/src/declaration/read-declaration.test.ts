import { readFileSync } from 'node:fs'
import { ConfigError } from '@wabastream/sdk/config'
import { expect, test } from 'vitest'
import { jsonSchemaText } from './json-schema.ts'
import { parseDeclaration } from './read-declaration.ts'

const good = `apps:
  - id: "670843887433847"
    secret: { env: META_APP_SECRET }
    token: { file: /run/secrets/meta_token }
    webhook: { callback: https://hooks.example.com/webhook, verify_token: { env: META_VERIFY_TOKEN }, fields: all }
wabas:
  - id: "102290129340398"
    app: "670843887433847"
    subscribed: true
    override: { callback: https://eu.example.com/webhook, verify_token: { env: EU_VERIFY_TOKEN } }
    mode: manage
discover: none
`

test('the example of the documentation', () => {
  expect(parseDeclaration(good, 'f').wabas).toMatchObject([{ id: '102290129340398', subscribed: true, mode: 'manage' }])
})

test.each([
  ['mode: manage', 'mode: mange', 'f:11:11: wabas[0].mode must be one of manage, observe, pause; did you mean manage?'],
  [
    'subscribed: true',
    'subscribd: true',
    'f:9:5: wabas[0].subscribd is not known; did you mean subscribed? Allowed are id, app, subscribed, override, mode',
  ],
  ['fields: all', 'fields: [mesages]', 'did you mean messages?'],
  ['{ env: META_APP_SECRET }', 'abc', 'f:3:13: apps[0].secret must be { env: NAME } or { file: path }'],
  ['id: "102290129340398"', 'id: 102290129340398', 'f:7:9: wabas[0].id must be text: put the number in quotes'],
  ['app: "670843887433847"', 'app: "1"', 'f:8:10: wabas[0].app must be the id of a declared app: 670843887433847'],
  ['https://eu.example.com/webhook', 'http://eu.example.com/webhook', 'must begin with https://'],
  ['https://eu.example.com/webhook', 'https://eu.example.com/a+b', 'must not have + in its path'],
  ['subscribed: true', 'subscribed: false', 'makes no sense with subscribed: false'],
  ['discover: none', 'discover: all', 'discover must be one of none, owned, client'],
])('%s as %s', (from, to, expected) => {
  const parse = () => parseDeclaration(good.replace(from, to), 'f')
  expect(parse).toThrow(ConfigError)
  expect(parse).toThrow(expected)
})

test('the JSON Schema for editors is that of the file', () => {
  const committed = readFileSync(new URL('../../subscriptions.schema.json', import.meta.url), 'utf8')
  expect(JSON.parse(committed)).toEqual(JSON.parse(jsonSchemaText()))
})
