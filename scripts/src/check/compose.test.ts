import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  apiSettings,
  kafkaSettings,
  loadConfig,
  registrySettings,
  serviceSettings,
  topicSettings,
} from '@wabastream/sdk/config'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { metaSimulator } from '@wabastream/meta-simulator'
import { subscriptionController } from '@wabastream/subscription-controller'
import { services as upServices } from '../up/services.ts'
import { workspaceRoot } from './temp-workspace.ts'

// docker-compose.yml and the Dockerfile against the code: nothing here needs a Docker engine.

interface ComposeService {
  readonly image?: string
  readonly build?: { readonly target: string; readonly args: Readonly<Record<string, string>> }
  readonly environment?: Readonly<Record<string, string | number>>
  readonly ports?: readonly string[]
  readonly volumes?: readonly string[]
  readonly healthcheck?: { readonly test: readonly string[] }
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly entrypoint?: readonly string[]
  readonly command?: readonly string[]
}

const read = (path: string) => readFileSync(join(workspaceRoot, path), 'utf8')
const composeText = read('docker-compose.yml')
const compose = parse(composeText, { merge: true }) as {
  readonly services: Readonly<Record<string, ComposeService>>
  readonly volumes: Readonly<Record<string, unknown>>
}
const { services } = compose
const dockerfile = read('Dockerfile')
const rootPackage = JSON.parse(read('package.json')) as { devDependencies: Readonly<Record<string, string>> }
const serviceNames = readdirSync(join(workspaceRoot, 'services'))
const hosted = { ...upServices, [subscriptionController.name]: subscriptionController }
/** The simulator is no part of the pipeline. */
const pipelineNames = serviceNames.filter((name) => name !== metaSimulator.name)

const secrets = {
  META_APP_SECRETS: '1=secret',
  META_VERIFY_TOKENS: 'token',
  POSTGRES_PASSWORD: 'secret',
  API_TOKEN: 'an-invented-token',
}
const cliConfig = z.object({ ...kafkaSettings, ...registrySettings, ...topicSettings })
const configs: readonly (readonly [name: string, config: z.ZodObject])[] = [
  ...[...Object.values(hosted), metaSimulator].map(({ name, config }) => [name, config as z.ZodObject] as const),
  ['setup', cliConfig],
  ['waba', cliConfig],
]

/** What Compose makes of a value when only the secrets are set. */
function interpolated(value: string | number, given: Readonly<Record<string, string>> = secrets): string {
  return String(value).replaceAll(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind: string, text: string) => {
    const known = given[name]
    if (known !== undefined) return known
    if (kind === '?') throw new Error(`${name} is required: ${text}`)
    return text
  })
}

function environmentOf(name: string): Readonly<Record<string, string>> {
  const pairs = Object.entries(services[name]?.environment ?? {})
  return Object.fromEntries(pairs.map(([key, value]) => [key, interpolated(value)]))
}

describe('images', () => {
  test('every image that is not built here has a full version', () => {
    const images = Object.values(services).flatMap(({ image }) => image ?? [])
    expect(images.length).toBeGreaterThan(0)
    for (const image of images) expect(image).toMatch(/^[\w./-]+:\d+\.\d+(\.\d+)?$/)
  })

  test('Kafka and the registry are the ones that the local stack runs', () => {
    const folder = join(workspaceRoot, 'sdk/src/testing')
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'))
    const code = sources.map((path) => readFileSync(join(folder, path), 'utf8')).join('\n')
    const other = ['kafka', 'registry'].filter((name) => !code.includes(`'${services[name]?.image}'`))
    expect(other).toEqual([])
  })

  test('the Node of the images is the Node of the workspace, and pnpm that of CI', () => {
    expect(/^ARG NODE_VERSION=(.*)$/m.exec(dockerfile)?.[1]).toBe(rootPackage.devDependencies['node'])
    expect(read('.ci/run')).toContain(/npm install --global (\S+)/.exec(dockerfile)?.[1])
  })

  test('every image of ours ends as a user without rights, and every target exists', () => {
    const stages = [...dockerfile.matchAll(/^FROM (\S+) AS (\S+)$/gm)].map(([, from, name]) => ({ from, name }))
    const runtime = dockerfile.slice(dockerfile.indexOf('AS runtime'))
    expect(runtime).toMatch(/^USER node$/m)
    expect(runtime).not.toMatch(/^USER (?!node$)/m)
    const targets = Object.values(services).flatMap(({ build }) => build?.target ?? [])
    expect(targets).toContain('service')
    for (const name of targets) expect(stages).toContainEqual({ from: 'runtime', name })
  })

  test('every service of the workspace runs in a container of its own', () => {
    const built = Object.values(services).map(({ build }) => build?.args['PACKAGE'])
    for (const name of serviceNames) expect(built).toContain(name)
  })
})

test('the ingress runs with the flags of its start script', () => {
  const { scripts } = JSON.parse(read('services/ingress/package.json')) as { scripts: { start: string } }
  const flags = (words: readonly string[]) => words.filter((word) => /^--(max|no)-/.test(word))
  expect(flags(services['ingress']?.command ?? [])).toEqual(flags(scripts.start.split(' ')))
  expect(services['ingress']?.command?.slice(-2)).toEqual(['--enable-source-maps', 'dist/main.js'])
})

describe('settings', () => {
  test.each(configs)('%s starts with the settings that it gets', (name, config) => {
    expect(() => loadConfig(config, environmentOf(name))).not.toThrow()
  })

  test.each(configs)('%s gets no setting that the code does not know', (name, config) => {
    const known = Object.keys({ ...config.shape, ...serviceSettings })
    expect(known).toEqual(expect.arrayContaining(Object.keys(environmentOf(name))))
  })

  test('what may be set from outside are settings of the code, and a secret has no default', () => {
    const names = new Set([...composeText.matchAll(/\$\{(\w+)/g)].map(([, name]) => name ?? ''))
    const known = new Set(['POSTGRES_PASSWORD', ...configs.flatMap(([, config]) => Object.keys(config.shape))])
    expect(names.difference(known)).toEqual(new Set())
    for (const secret of Object.keys(secrets))
      expect(composeText.match(new RegExp(String.raw`\$\{${secret}\b[^}]*`, 'g'))?.join()).toMatch(
        new RegExp(String.raw`^\$\{${secret}:\?.+$`),
      )
  })

  test('without a secret nothing starts', () => {
    expect(() => interpolated(services['ingress']?.environment?.['META_APP_SECRETS'] ?? '', {})).toThrow('is required')
  })
})

describe('addresses', () => {
  test('the ingress and the APIs can be reached, and only from this machine', () => {
    const published = Object.values(services).flatMap(({ ports }) => ports ?? [])
    expect(published).toContain('127.0.0.1:${INGRESS_PORT:-8080}:8080')
    for (const port of published) expect(port).toMatch(/^127\.0\.0\.1:/)
    expect(new Set(published).size).toBe(published.length)
    expect(environmentOf('ingress')['INGRESS_PORT']).toBe('8080')
    expect(dockerfile).toMatch(/^EXPOSE 8080 8090 9464$/m)
  })

  test('an API that others can reach asks for a token', () => {
    const withApi = Object.entries(hosted).filter(([, { config }]) => 'API_TOKEN' in config.shape)
    expect(withApi.length).toBeGreaterThan(0)
    for (const [name] of withApi) {
      const { API_HOST, API_PORT, API_TOKEN } = loadConfig(z.object(apiSettings), environmentOf(name))
      expect([API_HOST, API_PORT, API_TOKEN]).toEqual(['0.0.0.0', 8090, secrets.API_TOKEN])
      expect(services[name]?.ports?.[0]).toMatch(/:8090$/)
    }
  })

  test('the services share the PostgreSQL that is there', () => {
    const { POSTGRES_USER, POSTGRES_DB } = environmentOf('postgres')
    expect(environmentOf('messages')['DATABASE_URL']).toBe(
      `postgres://${POSTGRES_USER}:secret@postgres:5432/${POSTGRES_DB}`,
    )
  })

  test('brokers and registry are named by their services, with the ports on which they listen', () => {
    const { KAFKA_BROKERS, SCHEMA_REGISTRY_URL } = environmentOf('ingress')
    expect(environmentOf('kafka')['KAFKA_ADVERTISED_LISTENERS']).toBe(`PLAINTEXT://${KAFKA_BROKERS}`)
    expect(new URL(SCHEMA_REGISTRY_URL ?? '').hostname).toBe('registry')
    expect(environmentOf('registry')['APICURIO_DATASOURCE_URL']).toContain('//postgres:5432/registry')
    expect(composeText).toContain('CREATE DATABASE registry;')
  })

  test('health is asked on the port for operators', () => {
    const { OPS_PORT } = loadConfig(z.object(serviceSettings), {})
    expect(dockerfile).toMatch(new RegExp(String.raw`^ENV .*OPS_PORT=${OPS_PORT}$`, 'm'))
    expect(dockerfile).toContain("'/livez'")
    for (const name of serviceNames)
      expect(services[name]?.healthcheck?.test.join(' ')).toContain(`127.0.0.1:${OPS_PORT}/readyz`)
  })
})

describe('life', () => {
  const longLived = Object.entries(services).filter(([name]) => name !== 'setup' && name !== 'waba')

  test.each(longLived)('%s has a health check', (_, { healthcheck }) => {
    expect(healthcheck?.test[0]).toBe('CMD')
  })

  test('topics, those of every group, and schemas are there before a service starts', () => {
    const setup = services['setup']?.entrypoint?.join(' ') ?? ''
    expect(setup).toMatch(/topics apply --yes[^]*topics apply --group[^]*schemas register --yes/)
    const groups = /for group in ([\w -]+); do/.exec(setup)?.[1]?.split(' ')
    expect(groups?.toSorted()).toEqual(pipelineNames.filter((name) => name !== 'ingress').toSorted())
    expect(services['setup']?.depends_on).toEqual({
      kafka: { condition: 'service_healthy' },
      registry: { condition: 'service_healthy' },
    })
    for (const name of pipelineNames)
      expect(services[name]?.depends_on?.['setup']).toEqual({ condition: 'service_completed_successfully' })
  })

  test('records and their schema ids outlive the containers', () => {
    expect(services['kafka']?.volumes).toEqual([`kafka-data:${environmentOf('kafka')['KAFKA_LOG_DIRS']}`])
    expect(services['postgres']?.volumes).toEqual(['postgres-data:/var/lib/postgresql'])
    expect(Object.keys(compose.volumes).toSorted()).toEqual(['kafka-data', 'postgres-data'])
    expect(environmentOf('registry')['APICURIO_STORAGE_SQL_KIND']).toBe('postgresql')
  })
})
