import { Option, type Command } from 'commander'

/** Adds the filters, which are spelled the same in every command. */
export function addFilterOptions(command: Command): Command {
  return command
    .addOption(many('--waba <id>', 'only events of this WhatsApp Business Account'))
    .addOption(many('--field <name>', "only this webhook field, by Meta's name"))
    .addOption(many('--kind <name>', 'only this kind, such as message or status'))
    .addOption(many('--key <key>', 'only records with this key'))
    .addOption(many('--event-id <id>', 'only the event with this id'))
    .addOption(
      many('--where <header=glob>', "only records whose header matches, such as 'ce_type=wabastream.messages.*'"),
    )
}

/** Adds the two ends of a stretch of topics. */
export function addRangeOptions(command: Command): Command {
  return command
    .option('--from <time>', '10m, 2h or 3d (ago), 2026-01-31T08:00Z, milliseconds since 1970, or offset:0=100,1=250')
    .option('--to <time>', 'the end, not included; the same forms')
}

/** An option that may be given several times. */
function many(flags: string, description: string): Option {
  return new Option(flags, `${description} (repeatable)`).argParser<readonly string[] | undefined>(gather)
}

function gather(value: string, before?: readonly string[]): readonly string[] {
  return [...(before ?? []), value]
}
