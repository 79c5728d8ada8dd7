import { expect, test } from 'vitest'
import { undoAll } from './undo-all.ts'

test('takes down the last first, all of it, and gives the first error', async () => {
  const done: string[] = []
  const failing = (name: string) => () => {
    done.push(name)
    throw new Error(name)
  }
  const error = await undoAll([() => void done.push('servers'), failing('services'), failing('file')])
  expect(done).toEqual(['file', 'services', 'servers'])
  expect(error?.message).toBe('file')
})

test('gives nothing when all went well', async () => expect(await undoAll([() => {}])).toBeNull())
