import { once } from 'node:events'

import { expect, test } from 'vitest'

import { startTogether } from './start-together.ts'
import type { Stoppable } from './start-together.ts'

const fine = (stopped: string[], name: string) => async (): Promise<Stoppable> => ({
  stop: async () => stopped.push(name),
})

const untilAborted = async (signal: AbortSignal): Promise<Stoppable> => {
  if (!signal.aborted) await once(signal, 'abort')
  throw signal.reason
}

test('gives all that were started, in order', async () => {
  const stopped: string[] = []
  const started = await startTogether([fine(stopped, 'a'), fine(stopped, 'b')], undefined)
  await started[1]?.stop()
  expect(stopped).toEqual(['b'])
})

test('one failure ends the others and is what is thrown', async () => {
  const stopped: string[] = []
  const failure = new Error('no port')
  const starters = [fine(stopped, 'a'), untilAborted, () => Promise.reject(failure)]
  await expect(startTogether(starters, undefined)).rejects.toBe(failure)
  expect(stopped).toEqual(['a'])
})

test("the caller's signal ends all", async () => {
  const stop = new AbortController()
  const starting = startTogether([untilAborted, untilAborted], stop.signal)
  const reason = new Error('Ctrl-C')
  stop.abort(reason)
  await expect(starting).rejects.toBe(reason)
})
