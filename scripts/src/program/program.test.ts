import { Command } from 'commander'
import { expect, test } from 'vitest'
import { programFor, type CommandEntry } from './program.ts'

const loaded: string[] = []
const entry = (name: string): CommandEntry => ({
  name,
  summary: `about ${name}`,
  load: async () => {
    loaded.push(name)
    return new Command(name).option('--flag').action(() => {})
  },
})
const entries = [entry('one'), entry('two')]

test.each([
  [['one', '--flag'], ['one']],
  [['help', 'two'], ['two']],
  [['--help'], []],
  [['three'], []],
])('%j loads %j', async (args, expected) => {
  loaded.length = 0
  const program = await programFor(entries, args)
  expect(loaded).toEqual(expected)
  expect(program.commands.map((command) => command.name())).toEqual(['one', 'two'])
  expect(program.helpInformation()).toMatch(/one +about one\n +two +about two/)
})

test('mistakes are thrown, not answered by ending the process', async () => {
  const silent = { writeErr: () => {}, writeOut: () => {} }
  const run = async (args: readonly string[]) => {
    const program = await programFor(entries, args)
    for (const command of [program, ...program.commands]) command.configureOutput(silent)
    await program.parseAsync(args, { from: 'user' })
  }
  await expect(run(['one', '--flag'])).resolves.toBeUndefined()
  await expect(run(['one', '--nonsense'])).rejects.toMatchObject({ code: 'commander.unknownOption' })
  await expect(run(['three'])).rejects.toMatchObject({ code: 'commander.unknownCommand' })
})
