import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listSamples } from '../samples/read-samples.ts'
import { tempFolder } from '@wabastream/sdk/testing/vitest'
import { sourcesOf, type SourceFlags } from './sources.ts'

const bodies = async (flags: SourceFlags) => (await sourcesOf(flags)).bodies
const names = async (flags: SourceFlags) => (await bodies(flags)).map(({ name }) => name)

test('nothing: a text message of now', async () => {
  const [source] = await bodies({})
  expect(source?.name).toBe('messages/text')
  const [, seconds] = /"timestamp":"(\d+)"/.exec(source?.body.toString() ?? '') ?? []
  expect(Math.abs(Number(seconds) - Date.now() / 1000)).toBeLessThan(60)
  expect((await bodies({}))[0]?.body.equals(source!.body)).toBe(false)
  expect(await sourcesOf({ exact: true })).toEqual(await sourcesOf({ sample: 'messages/text' }))
})

test('samples', async () => {
  expect(await names({ sample: 'messages/image' })).toEqual(['messages/image'])
  expect(await names({ field: 'account-update' })).toEqual(await names({ field: 'account_update' }))
  expect(await names({ allSamples: true })).toEqual(listSamples().map(({ name }) => name))
  expect((await names({ allSamples: true })).length).toBeGreaterThan(100)
})

test('a file goes byte for byte', async () => {
  using folder = tempFolder()
  const path = join(folder.path, 'body.json')
  writeFileSync(path, '{ "a" : 1 }\n')
  expect(await bodies({ file: path })).toEqual([{ name: path, body: Buffer.from('{ "a" : 1 }\n') }])
})

test('a story goes in order, with ids of its own, and says where to look', async () => {
  const story = await sourcesOf({ scenario: 'pin-takeover' })
  expect(story.inOrder).toBe(true)
  expect(story.bodies.map(({ body }) => /PIN_[A-Z_]+/.exec(body.toString())?.[0])).toEqual([
    'PIN_RESET_REQUEST',
    'PIN_CHANGED',
  ])
  expect(story.see[0]).toBe('/v1/alerts?state=open&severity=critical')
  expect((await sourcesOf({ scenario: 'pin-takeover' })).see).not.toEqual(story.see)
})

describe('what is wrong', () => {
  test.each<readonly [SourceFlags, RegExp]>([
    [{ sample: 'messages/imag' }, /did you mean messages\/image\?/],
    [{ sample: 'security/nonsense' }, /there are security\//],
    [{ sample: 'nonsense' }, /There is no sample nonsense/],
    [{ field: 'mesages' }, /did you mean messages\?/],
    [{ file: '/does/not/exist' }, /Cannot read \/does\/not\/exist \(ENOENT\)/],
    [{ scenario: 'pin-takeovr' }, /did you mean pin-takeover\?/],
    [{ field: 'messages', allSamples: true }, /Give one of/],
  ])('%j', async (flags, message) => {
    await expect(sourcesOf(flags)).rejects.toThrow(message)
  })
})
