import { Option, type Command } from 'commander'

/** How data is printed: as a table for people, or as JSON for programs. */
export interface OutputFlags {
  readonly output: 'table' | 'json'
}

export function addOutputOption(command: Command): Command {
  return command.addOption(
    new Option('-o, --output <format>', 'a table for people, or JSON').choices(['table', 'json']).default('table'),
  )
}
