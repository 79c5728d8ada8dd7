import { readEnvironment } from '@wabastream/sdk/config'
import { Command } from 'commander'
import { endWithReader } from '../output/standard-output.ts'
import { failureOf } from './failure.ts'

/** One command of `waba`; its code is loaded when it is called. */
export interface CommandEntry {
  readonly name: string
  /** One line for `waba --help`. */
  readonly summary: string
  load(): Promise<Command>
}

/** How long sockets that a library forgot may keep an ended command alive. */
const lingerMs = 1000

/**
 * Runs the command that the arguments name and sets the exit code of the process: 0 done, 1 failed, 2 wrong usage,
 * 3 drift (set by the command itself). Errors become one message on standard error.
 */
export async function runProgram(commands: readonly CommandEntry[], args: readonly string[]): Promise<void> {
  endWithReader()
  try {
    const program = await programFor(commands, args)
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    const { code, text } = failureOf(error, isDebugging())
    process.stderr.write(text)
    process.exitCode = code
  }
  setTimeout(() => process.exit(), lingerMs).unref()
}

/** The program with the command that is called in full, and the others as lines of help. */
export async function programFor(commands: readonly CommandEntry[], args: readonly string[]): Promise<Command> {
  const named = args.filter((arg) => !arg.startsWith('-'))
  const called = named[0] === 'help' ? named[1] : named[0]
  const program = new Command('waba')
    .description('wabastream: webhooks of WhatsApp Business Accounts as typed events on Kafka')
    .exitOverride()
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .showHelpAfterError('(--help shows how it is used)')
  for (const { name, summary, load } of commands)
    adopt(program, name === called ? (await load()).summary(summary) : new Command(name).summary(summary))
  return program
}

function adopt(program: Command, command: Command): void {
  inherit(program, command)
  program.addCommand(command)
}

function inherit(parent: Command, command: Command): void {
  command.copyInheritedSettings(parent)
  for (const child of command.commands) inherit(command, child)
}

function isDebugging(): boolean {
  try {
    return readEnvironment()['LOG_LEVEL'] === 'debug'
  } catch {
    return false
  }
}
