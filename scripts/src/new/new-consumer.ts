import type { FieldTopic } from '@wabastream/schemas/catalogue'
import type { Change } from './change.ts'
import { camelCase } from './names.ts'

/** What a new consumer service is told. */
export interface NewConsumer {
  /** Name of the service, its folder, package and consumer group: `crm-sync`. */
  readonly name: string
  /** The fields whose events it handles. */
  readonly topics: readonly FieldTopic[]
}

/** A consumer service that runs at once: it logs what it sees, and has a test of its handler. */
export function consumerService({ name, topics }: NewConsumer): Change {
  const folder = `services/${name}`
  return {
    create: {
      [`${folder}/package.json`]: packageJson(name),
      [`${folder}/tsconfig.json`]: tsconfig,
      [`${folder}/README.md`]: readme(name, topics),
      [`${folder}/src/main.ts`]: main(name),
      [`${folder}/src/service.ts`]: service(name, topics),
      [`${folder}/src/handle.ts`]: handle(topics),
      [`${folder}/src/handle.test.ts`]: test(name, topics),
    },
    edit: {
      'tsconfig.json': (text) => withReference(text, folder),
      'tsconfig.tests.json': (text) => withReference(text, folder),
    },
  }
}

/** The packages that `tsc -b` builds; the order does not matter to it. */
function withReference(text: string, folder: string): string {
  const config = JSON.parse(text) as { references?: readonly object[] }
  return `${JSON.stringify({ ...config, references: [...(config.references ?? []), { path: folder }] }, null, 2)}\n`
}

function packageJson(name: string): string {
  const manifest = {
    name: `@wabastream/${name}`,
    version: '0.1.0',
    private: true,
    files: ['dist'],
    type: 'module',
    exports: { '.': { source: './src/service.ts', types: './dist/service.d.ts', default: './dist/service.js' } },
    scripts: { start: 'node --conditions=source src/main.ts' },
    dependencies: { '@wabastream/schemas': 'workspace:*', '@wabastream/sdk': 'workspace:*' },
  }
  return `${JSON.stringify(manifest, null, 2)}\n`
}

const tsconfig = `{
  "extends": "../../tsconfig.base.json",
  "compilerOptions": { "rootDir": "./src", "outDir": "./dist", "tsBuildInfoFile": "./dist/.tsbuildinfo" },
  "include": ["src"],
  "exclude": ["src/**/*.test.ts"],
  "references": [{ "path": "../../schemas" }, { "path": "../../sdk" }]
}
`

function readme(name: string, topics: readonly FieldTopic[]): string {
  return `# ${name}

| | |
|---|---|
| consumes | ${topics.map((topic) => `\`${topic.name}\``).join(', ')} |
| produces | nothing |
| owns | nothing |
| a dead letter means | \`src/handle.ts\` failed again and again for that event: the header \`wabastream-error-message\` says why |

    npx pnpm@12 --filter @wabastream/${name} start     # against the running local stack, or the one that the environment names
    npx pnpm@12 test:unit services/${name}
`
}

function main(name: string): string {
  return `import { run } from '@wabastream/sdk/consumer'
import { ${camelCase(name)} } from './service.ts'

await run(${camelCase(name)})
`
}

function service(name: string, topics: readonly FieldTopic[]): string {
  const names = topics.map(({ field }) => camelCase(field))
  return `import { ${names.toSorted().join(', ')} } from '@wabastream/schemas'
import { consumer, service } from '@wabastream/sdk/consumer'
import { handle } from './handle.ts'

/** Say in one sentence what it is for. */
export const ${camelCase(name)} = service({
  name: '${name}',
  build: () => [consumer({ topics: [${names.join(', ')}], from: 'latest', handle })],
})
`
}

function handle(topics: readonly FieldTopic[]): string {
  const types = topics.map((topic) => `${camelCase(topic.field).replace(/^./, (letter) => letter.toUpperCase())}Event`)
  return `import type { ${types.toSorted().join(', ')} } from '@wabastream/schemas'
import type { Context } from '@wabastream/sdk/consumer'

/** Returning means done. Throw \`retryable\`, \`permanent\` or \`unavailable\` of the SDK to say what should happen instead. */
export function handle(event: ${types.join(' | ')}, { log }: Context): void {
  log.info({ field: event.field, kind: event.kind }, 'seen')
}
`
}

function test(name: string, topics: readonly FieldTopic[]): string {
  const [topic] = topics
  return `import { ${camelCase(topic?.field ?? '')} } from '@wabastream/schemas'
import { createHandlerKit } from '@wabastream/sdk/testing/handler'
import { expect, test } from 'vitest'
import { handle } from './handle.ts'

test('${name} handles an event', async () => {
  const kit = createHandlerKit({ topics: [${camelCase(topic?.field ?? '')}], from: 'latest', handle })
  const entry = [{ id: '102290129340398', changes: [{ field: '${topic?.field ?? ''}', value: {} }] }]
  const [outcome] = await kit.webhook({ object: 'whatsapp_business_account', entry })
  expect(outcome?.fate).toBe('done')
})
`
}
