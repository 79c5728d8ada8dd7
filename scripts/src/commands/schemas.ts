import { topics } from '@wabastream/schemas/catalogue'
import { readEnvironment } from '@wabastream/sdk/config'
import { createRegistry, type Registry } from '@wabastream/sdk/registry'
import { Command } from 'commander'
import { checkSchemas, IncompatibleSchemasError, registerSchemas, type SchemaCheck } from '../deploy/schemas.ts'
import type { DriftFound } from '../drift/collect-drift.ts'
import { readDrift } from '../drift/read-drift.ts'
import { addRangeOptions } from '../filter/filter-options.ts'
import { rangeOf, type RangeFlags } from '../filter/range.ts'
import { addOutputOption, type OutputFlags } from '../output/output-format.ts'
import { printable } from '../output/printable.ts'
import { print, tell } from '../output/standard-output.ts'
import { table } from '../output/table.ts'
import { agreed, type ConsentFlags } from '../program/consent.ts'
import { exitCode } from '../program/exit-code.ts'
import { onInterruption } from '../program/interruption.ts'
import { UsageError } from '../program/usage-error.ts'
import { findTarget, type Target } from '../target/target.ts'

type Flags = OutputFlags & ConsentFlags

/** `waba schemas`: the bundled schemas and the registry, and what the schemas do not know. */
export function schemasCommand(): Command {
  const command = new Command('schemas').description('Schemas of the catalogue in the registry')
  const sub = (name: string, description: string) => addOutputOption(command.command(name)).description(description)
  sub(
    'check',
    'compares the bundled schemas with every registered version; exit code 3 if one is missing or breaks',
  ).action((flags: Flags) => onRegistry((registry, target) => check(registry, target, flags)))
  sub('register', 'registers the bundled schemas and makes the registry refuse what would break a reader')
    .option('--yes', 'do it without asking')
    .option('--dry-run', 'only show what would be done')
    .action((flags: Flags) => onRegistry((registry, target) => register(registry, target, flags)))
  addRangeOptions(
    sub('drift', 'lists what Meta sends and the schemas do not know, without values; exit code 3 if there is any'),
  ).action((flags: OutputFlags & RangeFlags) => drift(flags))
  return command
}

async function check(registry: Registry, { prefix }: Target, { output }: Flags): Promise<void> {
  const checks = await checkSchemas(registry, topics, prefix)
  await print(output === 'json' ? `${JSON.stringify(checks)}\n` : checkTable(checks))
  if (checks.some(({ state }) => state !== 'registered')) process.exitCode = exitCode.drift
}

async function register(registry: Registry, { prefix }: Target, flags: Flags): Promise<void> {
  const checks = await checkSchemas(registry, topics, prefix)
  const incompatible = checks.filter(({ state }) => state === 'incompatible')
  if (incompatible.length > 0) throw new IncompatibleSchemasError(incompatible)
  const missing = checks.filter(({ state }) => state === 'missing')
  if (flags.output === 'table')
    await print(
      table(
        ['SUBJECT TO REGISTER', 'VERSIONS'],
        missing.map(({ subject, versions }) => [subject, versions]),
      ),
    )
  else if (flags.dryRun) await print(`${JSON.stringify(missing)}\n`)
  if (missing.length === 0 && flags.dryRun) return tell('Nothing to do.')
  if (missing.length > 0 && !(await agreed(flags, `Register ${missing.length} schemas?`))) return
  const registered = await registerSchemas(registry, topics, prefix)
  if (flags.output === 'json') await print(`${JSON.stringify(registered)}\n`)
  tell(`${registered.filter(({ isNew }) => isNew).length} new, ${registered.length} in all.`)
}

async function drift(flags: OutputFlags & RangeFlags): Promise<void> {
  using interruption = onInterruption()
  if (flags.from?.startsWith('offset:') || flags.to?.startsWith('offset:'))
    throw new UsageError('drift reads many topics, offsets belong to one: give times')
  const range = rangeOf({ ...flags, untilEnd: true }, 'beginning', Date.now())
  const report = await readDrift(findTarget(readEnvironment()), range, interruption.signal, (records) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${records} records`)
  })
  if (process.stderr.isTTY) process.stderr.write('\r')
  await print(
    flags.output === 'json' ? `${JSON.stringify(report.found.map(withIsoTimes))}\n` : driftTable(report.found),
  )
  tell(`${report.records} records, ${report.found.length} things that the schemas do not know.`)
  if (report.uncounted > 0) tell(`${report.uncounted} more were seen than can be told apart.`)
  if (report.found.length > 0) process.exitCode = exitCode.drift
}

function checkTable(checks: readonly SchemaCheck[]): string {
  const rows = checks.map(({ subject, state, versions }) => [subject, state, versions])
  const problems = checks.flatMap(({ subject, problems: found }) => found.map((problem) => `${subject}: ${problem}\n`))
  return [table(['SUBJECT', 'STATE', 'VERSIONS'], rows), ...problems].join('')
}

function driftTable(found: readonly DriftFound[]): string {
  const rows = found
    .map(withIsoTimes)
    .map(({ field, within, pointer, count, firstSeen, lastSeen, eventId }) => [
      printable(field),
      within,
      printable(pointer),
      count,
      firstSeen,
      lastSeen,
      eventId,
    ])
  return table(['FIELD', 'WITHIN', 'POINTER', 'COUNT', 'FIRST SEEN', 'LAST SEEN', 'AN EVENT'], rows)
}

function withIsoTimes(found: DriftFound) {
  const { firstSeen, lastSeen, ...rest } = found
  return { ...rest, firstSeen: new Date(firstSeen).toISOString(), lastSeen: new Date(lastSeen).toISOString() }
}

async function onRegistry(work: (registry: Registry, target: Target) => Promise<void>): Promise<void> {
  const target = findTarget(readEnvironment())
  const registry = createRegistry(target.registry())
  try {
    await work(registry, target)
  } finally {
    await registry.close()
  }
}
