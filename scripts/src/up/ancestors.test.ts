import { expect, test } from 'vitest'
import { isAlive, watchedAncestors, type Ancestor } from './ancestors.ts'

const chain = (...commands: readonly string[]): readonly Ancestor[] =>
  commands.map((command, index) => ({ pid: 100 + index, command }))
const pids = (ancestors: readonly Ancestor[]) => ancestors.map(({ pid }) => pid)

test.each([
  ['started by hand', chain('-bash', 'sshd: ada'), [100]],
  ['under pnpm', chain('sh -c node waba.ts up', 'node /x/pnpm start', '-bash'), [100, 101]],
  ['under npx and pnpm', chain('node /x/pnpm start', 'sh -c pnpm start', 'npm exec pnpm@12 start', 'bash'), [100, 102]],
  ['a runner above somebody else does not count', chain('node other.js', 'vim', 'npm run dev'), [100]],
  ['an orphan already', [{ pid: 1, command: 'init' }], []],
  ['nobody known', [], []],
])('%s', (_name, ancestors, expected) => {
  expect(pids(watchedAncestors(ancestors))).toEqual(expected)
})

test('this process is alive, an impossible one is not', () => {
  expect(isAlive(process.pid)).toBe(true)
  expect(isAlive(2 ** 30)).toBe(false)
})
