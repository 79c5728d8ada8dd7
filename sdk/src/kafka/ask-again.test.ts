import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { askAgain } from './ask-again.ts'

const kafka = (type: string) => Object.assign(new Error(type), { type })
const moved = kafka('NOT_LEADER_FOR_PARTITION')

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Fails with `error` until a time has passed. */
function failingFor(ms: number, error: Error) {
  const endsAtMs = Date.now() + ms
  return vi.fn<() => Promise<string>>(async () => {
    if (Date.now() < endsAtMs) throw error
    return 'answer'
  })
}

test('asks until a new leader knows of it, with fresh metadata each time', async () => {
  const question = failingFor(8000, moved)
  const refresh = vi.fn<() => Promise<void>>(async () => {})
  const answer = askAgain(question, refresh)
  await vi.runAllTimersAsync()
  expect(await answer).toBe('answer')
  expect(refresh).toHaveBeenCalledTimes(question.mock.calls.length - 1)
})

test('gives up after about ten seconds, with the error', async () => {
  const startedAtMs = Date.now()
  const refused = askAgain(failingFor(60_000, moved), async () => {}).catch((error: unknown) => error)
  await vi.runAllTimersAsync()
  expect(await refused).toBe(moved)
  expect(Date.now() - startedAtMs).toBeGreaterThan(9000)
  expect(Date.now() - startedAtMs).toBeLessThan(12_000)
})

test('an error that asking again cannot change is thrown at once', async () => {
  const missing = kafka('UNKNOWN_TOPIC_OR_PARTITION')
  const question = failingFor(60_000, missing)
  await expect(askAgain(question, async () => {})).rejects.toBe(missing)
  expect(question).toHaveBeenCalledTimes(1)
})

test('metadata that cannot be had at the moment is asked for again too', async () => {
  const refresh = failingFor(2000, kafka('LEADER_NOT_AVAILABLE'))
  const answer = askAgain(failingFor(1000, moved), refresh)
  await vi.runAllTimersAsync()
  expect(await answer).toBe('answer')
})
