import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { tempWorkspace, workspaceRoot } from './temp-workspace.ts'
import { toolPath } from './tool.ts'

// The rules themselves stand in .oxlintrc.json; here each one is seen to fail on bad code and to let good code pass.

const imports = 'no-restricted-imports'
const use = (name: string) => `export { default as ${name.replaceAll(/\W/g, '_')} } from '${name}'\n`
const longFile = `export const lines = [\n${'  1,\n'.repeat(300)}]\n`
const longFunction = `export function long() {\n${'  console.log(1)\n'.repeat(61)}}\n`

const refused: readonly (readonly [file: string, rule: string, code: string])[] = [
  ['schemas/src/items/a.ts', imports, use('@wabastream/sdk/kafka')],
  ['schemas/src/items/b.ts', imports, "import avro from 'avsc'\nvoid avro"],
  ['schemas/src/codec/c.ts', imports, "export { Kafka } from 'kafkajs'"],
  ['schemas/src/codec/d.test.ts', imports, use('@wabastream/cli')],
  ['sdk/src/webhook/a.ts', imports, use('@wabastream/ingress')],
  ['sdk/src/webhook/b.ts', imports, "import type { Kafka } from 'kafkajs'\nexport const a: Kafka | null = null"],
  ['sdk/src/webhook/c.ts', imports, "void import('kafkajs')"],
  ['sdk/src/webhook/d.ts', imports, use('@kafkajs/confluent-schema-registry')],
  ['sdk/src/kafka/a.ts', imports, use('@kafkajs/confluent-schema-registry')],
  ['sdk/src/kafka/b.ts', imports, use('avsc')],
  ['sdk/src/registry/a.ts', imports, use('kafkajs')],
  ['sdk/src/registry/b.test.ts', imports, use('@wabastream/messages')],
  ['services/messages/src/a.ts', imports, use('@wabastream/ingress')],
  ['services/messages/src/b.ts', imports, use('kafkajs/src/consumer')],
  ['services/messages/src/c.test.ts', imports, use('@wabastream/cli')],
  ['scripts/src/a.ts', imports, use('kafkajs')],
  ['scripts/src/b.ts', imports, "import { env } from 'node:process'\nvoid env"],
  ['scripts/src/c.ts', 'no-process-env', "void process.env['HOME']"],
  ['scripts/src/d.ts', 'no-restricted-properties', 'const { env } = process\nvoid env'],
  ['sdk/src/testing/e.test.ts', 'no-process-env', "void process.env['HOME']"],
  ['sdk/src/x/index.ts', 'no-barrel-file', "export * from './y.ts'"],
  ['sdk/src/x/long-file.ts', 'max-lines', longFile],
  ['sdk/src/x/long-file.test.ts', 'max-lines', longFile],
  ['sdk/src/x/long-function.ts', 'max-lines-per-function', longFunction],
  ['sdk/src/x/params.ts', 'max-params', 'export const f = (a: 1, b: 1, c: 1, d: 1, e: 1) => [a, b, c, d, e]'],
  ['sdk/src/x/any.ts', 'no-explicit-any', 'export const a: any = 1'],
  ['sdk/src/x/ignore.ts', 'ban-ts-comment', '// @ts-ignore\nexport const a: string = 1'],
  ['sdk/src/x/floating.ts', 'no-floating-promises', 'Promise.resolve(1)'],
  ['sdk/src/x/floating.test.ts', 'no-floating-promises', 'Promise.resolve(1)'],
  ['sdk/src/x/only.test.ts', 'no-focused-tests', "import { test } from 'vitest'\ntest.only('a', () => {})"],
  ['sdk/src/x/cycle-a.ts', 'no-cycle', "export { b } from './cycle-b.ts'\nexport const a = 1"],
  ['sdk/src/x/later.ts', 'no-warning-comments', '// xxx: later\nexport const a = 1'],
]

const accepted: readonly (readonly [file: string, code: string])[] = [
  ['schemas/src/codec/ok.ts', use('avsc')],
  ['schemas/src/generate/ok.ts', use('avsc')],
  ['sdk/src/kafka/ok.ts', use('kafkajs') + use('@wabastream/schemas')],
  ['sdk/src/registry/ok.ts', use('@kafkajs/confluent-schema-registry') + use('@wabastream/schemas/codec')],
  ['sdk/src/config/ok.ts', "void process.env['HOME']"],
  ['services/messages/src/ok.ts', use('@wabastream/sdk/kafka') + use('@wabastream/schemas')],
  ['scripts/src/ok.ts', use('@wabastream/ingress') + use('@wabastream/sdk/kafka')],
  ['sdk/src/x/ok.test.ts', longFunction],
  ['sdk/src/x/y.ts', 'export const y = 1'],
]

const found = new Map<string, string[]>()

beforeAll(() => {
  using workspace = tempWorkspace({
    '.oxlintrc.json': readFileSync(join(workspaceRoot, '.oxlintrc.json'), 'utf8'),
    'tsconfig.json': readFileSync(join(workspaceRoot, 'tsconfig.base.json'), 'utf8'),
    'sdk/src/x/cycle-b.ts': "export { a } from './cycle-a.ts'\nexport const b = 1",
    ...Object.fromEntries(refused.map(([file, , code]) => [file, code])),
    ...Object.fromEntries(accepted),
  })
  // Named folders: the tools that the workspace links to are not to be linted.
  const folders = ['schemas', 'sdk', 'services', 'scripts']
  const lint = [toolPath(workspace.root, 'oxlint'), '--format=json', ...folders]
  const { stdout } = spawnSync(process.execPath, lint, { cwd: workspace.root, encoding: 'utf8' })
  const report = JSON.parse(stdout) as { diagnostics: readonly { filename: string; code?: string; message: string }[] }
  for (const { filename, code, message } of report.diagnostics) {
    const rule = code?.replace(/^.*\((.*)\)$/, '$1') ?? message
    found.set(filename, [...(found.get(filename) ?? []), rule])
  }
})

describe('the lint rules', () => {
  test.each(refused)('%s is refused by %s', (file, rule) => {
    expect(found.get(file)).toContain(rule)
  })

  test.each(accepted)('%s is accepted', (file) => {
    expect(found.get(file)).toBeUndefined()
  })
})

test('a rule is switched off for one line only, and the line says why', () => {
  const sources = globSync('{schemas,sdk,services/*,scripts}/src/**/*.ts', { cwd: workspaceRoot })
  expect(sources.length).toBeGreaterThan(100)
  const lines = sources.flatMap((path) => readFileSync(join(workspaceRoot, path), 'utf8').split('\n'))
  const suppressions = lines.filter((line) => /\/[/*] *(ox|es)lint-disable/.test(line))
  expect(suppressions.filter((line) => !/lint-disable-(next-)?line [\w/, -]+ -- .{10}/.test(line))).toEqual([])
})
