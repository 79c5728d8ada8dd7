import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listSamples } from '../samples/read-samples.ts'
import { tempFolder } from '../target/temp-folder.ts'
import { sourcesOf, type SourceFlags } from './sources.ts'

const names = async (flags: SourceFlags) => (await sourcesOf(flags)).map(({ name }) => name)

test('nothing: a text message of now', async () => {
  const [source] = await sourcesOf({})
  expect(source?.name).toBe('messages/text')
  const [, seconds] = /"timestamp":"(\d+)"/.exec(source?.body.toString() ?? '') ?? []
  expect(Math.abs(Number(seconds) - Date.now() / 1000)).toBeLessThan(60)
  expect((await sourcesOf({}))[0]?.body.equals(source!.body)).toBe(false)
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
  expect(await sourcesOf({ file: path })).toEqual([{ name: path, body: Buffer.from('{ "a" : 1 }\n') }])
})

describe('what is wrong', () => {
  test.each<readonly [SourceFlags, RegExp]>([
    [{ sample: 'messages/imag' }, /did you mean messages\/image\?/],
    [{ sample: 'security/nonsense' }, /there are security\//],
    [{ sample: 'nonsense' }, /There is no sample nonsense/],
    [{ field: 'mesages' }, /did you mean messages\?/],
    [{ file: '/does/not/exist' }, /Cannot read \/does\/not\/exist \(ENOENT\)/],
    [{ field: 'messages', allSamples: true }, /Give one of/],
  ])('%j', async (flags, message) => {
    await expect(sourcesOf(flags)).rejects.toThrow(message)
  })
})
