import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '../observe/index.ts'
import { eventually, stack } from '../testing/vitest/index.ts'
import { createRounds } from './rounds.ts'
import { createStore, type Store } from './store.ts'

const soon = { withinMs: 10_000 }
const log = createLog({ level: 'silent' })
let store: Store
beforeAll(async () => {
  store = createStore({ url: stack().databaseUrl, service: 'rounds', migrations: [], log })
  await store.start()
})
afterAll(() => store.stop())

test('one process at a time does the rounds, also after one that failed, and the next one after it stopped', async () => {
  const lines: string[] = []
  const loud = createLog({ level: 'warn', destination: { write: (line) => void lines.push(line) } })
  const process = () => {
    let done = 0
    const work = async () => {
      done += 1
      if (done === 1) throw new Error('the first one')
    }
    const rounds = [{ everyMs: 5, work, failed: 'cannot do it yet' }]
    return { part: createRounds({ store, name: 'test', log: loud, rounds }), done: () => done }
  }
  const [first, second] = [process(), process()]
  await first.part.start()
  await eventually(() => expect(first.done()).toBeGreaterThan(3), soon)
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['cannot do it yet'])
  await second.part.start()
  const before = first.done()
  await eventually(() => expect(first.done()).toBeGreaterThan(before + 3), soon)
  expect(second.done()).toBe(0)
  await first.part.stop()
  const last = first.done()
  await eventually(() => expect(second.done()).toBeGreaterThan(3), soon)
  expect(first.done()).toBe(last)
  await second.part.stop()
})
