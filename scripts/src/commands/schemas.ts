import { topics } from '@wabastream/schemas/catalogue'
import { readEnvironment } from '@wabastream/sdk/config'
import { compatibility, createRegistry, type Registry } from '@wabastream/sdk/registry'
import { Command } from 'commander'
import { checkSchemas, IncompatibleSchemasError, isDone, registerChecked, type SchemaCheck } from '../deploy/schemas.ts'
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
    'compares the bundled schemas with every registered version; exit code 3 if one is missing, breaks or is not protected',
  ).action((flags: Flags) => onRegistry((registry, target) => check(registry, target, flags)))
  sub('register', 'registers the bundled schemas and makes the registry refuse what would break their readers')
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
  if (!checks.every(isDone)) process.exitCode = exitCode.drift
}

async function register(registry: Registry, { prefix }: Target, flags: Flags): Promise<void> {
  const checks = await checkSchemas(registry, topics, prefix)
  const incompatible = checks.filter(({ state }) => state === 'incompatible')
  if (incompatible.length > 0) throw new IncompatibleSchemasError(incompatible)
  const open = checks.filter((one) => !isDone(one))
  if (flags.output === 'table') await print(openTable(open))
  else if (flags.dryRun) await print(`${JSON.stringify(open)}\n`)
  if (open.length === 0 && flags.dryRun) return tell('Nothing to do.')
  const missing = open.filter(({ state }) => state === 'missing').length
  const weak = open.filter(isWeak).length
  if (open.length > 0 && !(await agreed(flags, `Register ${missing} schemas and raise the level of ${weak} subjects?`)))
    return
  const registered = await registerChecked(registry, topics, prefix, checks)
  if (flags.output === 'json') await print(`${JSON.stringify(registered)}\n`)
  tell(`${missing} new, ${weak > 0 ? `${weak} protected, ` : ''}${registered.length} in all.`)
}

function openTable(open: readonly SchemaCheck[]): string {
  const missing = open.filter(({ state }) => state === 'missing').map(({ subject, versions }) => [subject, versions])
  const weak = open.filter(isWeak).map(({ subject, level }) => [subject, level ?? '(not set)', compatibility])
  return [table(['SUBJECT TO REGISTER', 'VERSIONS'], missing), table(['SUBJECT TO PROTECT', 'LEVEL', 'BECOMES'], weak)]
    .filter((part) => part !== '')
    .join('\n')
}

/** The subject exists, and its level lets a schema in that breaks a reader. */
function isWeak({ versions, level }: SchemaCheck): boolean {
  return versions > 0 && level !== compatibility
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
  const rows = checks.map(({ subject, state, versions, level }) => [subject, state, versions, level ?? '(not set)'])
  const problems = checks.flatMap(({ subject, problems: found }) => found.map((problem) => `${subject}: ${problem}\n`))
  return [table(['SUBJECT', 'STATE', 'VERSIONS', 'LEVEL'], rows), ...problems].join('')
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
