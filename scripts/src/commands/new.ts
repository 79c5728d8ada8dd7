import { fields, findTopic, type FieldTopic } from '@wabastream/schemas/catalogue'
import { Command } from 'commander'
import { execFileSync } from 'node:child_process'
import { toolPath } from '../check/tool.ts'
import { nearest } from '../filter/nearest.ts'
import { carryOut } from '../new/change.ts'
import { checkoutOf } from '../new/checkout.ts'
import { checkFieldName, checkServiceName } from '../new/names.ts'
import { consumerService } from '../new/new-consumer.ts'
import { fieldEntry, fieldSources } from '../new/new-field.ts'
import { inventedSample, readFieldSample } from '../new/sample-values.ts'
import { print, tell } from '../output/standard-output.ts'
import { UsageError } from '../program/usage-error.ts'

/** `waba new`: files to begin with. */
export function newCommand(): Command {
  const command = new Command('new').description('Writes the files of a new consumer service or webhook field')
  command
    .command('consumer <name>')
    .description('a service that handles events: services/<name>')
    .option('--topics <list>', 'webhook fields, separated by commas', 'messages')
    .action((name: string, { topics }: { topics: string }) => newConsumer(checkServiceName(name), topics))
  command
    .command('field <name>')
    .description('schema, sample and catalogue entry of a webhook field')
    .option('--sample <path>', 'a webhook body that has the field: its schema is read off it')
    .action((name: string, { sample }: { sample?: string }) => newField(checkFieldName(name), sample))
  return command
}

async function newConsumer(name: string, list: string): Promise<void> {
  const topics = list.split(',').map((text) => fieldNamed(text.trim()))
  const root = checkoutOf()
  const paths = carryOut(root, consumerService({ name, topics }))
  format(root, paths)
  await show(paths)
  tell(`It runs: npx pnpm@12 --filter @wabastream/${name} start`)
}

async function newField(field: string, samplePath: string | undefined): Promise<void> {
  const root = checkoutOf()
  const sample = samplePath === undefined ? inventedSample(field) : readFieldSample(samplePath, field)
  const sources = carryOut(root, fieldSources(field, sample))
  runNode(root, 'schemas/src/generate/main.ts')
  const entry = carryOut(root, fieldEntry(field))
  runNode(root, 'scripts/src/docs/main.ts')
  format(root, [...sources, ...entry])
  await show([...sources, ...entry])
  tell(
    `Read schemas/fields/${field}.avsc: once it is out, properties are only added. Put the entry into the file of its family` +
      ` if it is no account's, and keep only invented data in the sample. Then: npx pnpm@12 waba send --field ${field}`,
  )
}

/** @throws UsageError when the catalogue has no such field. */
function fieldNamed(name: string): FieldTopic {
  const topic = findTopic(name)
  const found = [...fields.values()].find((field) => field === topic)
  if (found) return found
  const near = nearest(name.replaceAll('-', '_'), fields.keys())
  throw new UsageError(`There is no webhook field ${name}${near === undefined ? '' : `; did you mean ${near}?`}`)
}

async function show(paths: readonly string[]): Promise<void> {
  await print(paths.map((path) => `${path}\n`).join(''))
}

function format(root: string, paths: readonly string[]): void {
  runNode(root, toolPath(root, 'oxfmt'), ...paths)
}

function runNode(root: string, path: string, ...args: readonly string[]): void {
  execFileSync(process.execPath, ['--conditions=source', path, ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}
