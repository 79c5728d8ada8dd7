import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProxy, type Proxy } from '@wabastream/sdk/testing'
import { eventually, stack } from '@wabastream/sdk/testing/vitest'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { messageBody, text } from './testing/bodies.ts'
import { readKept } from './testing/kept.ts'
import { prepareTopics } from './testing/prepare-topics.ts'
import { answerOn, open } from './testing/raw-http.ts'
import { appSecrets, secrets, signedRequest, verifyToken } from './testing/signed-request.ts'
import { goodSettings, killSpawned, runMain, spawnIngress, untilReady, type Ended } from './testing/spawn-ingress.ts'

const nowhere = { brokers: '127.0.0.1:1', registryUrl: 'http://127.0.0.1:1', topicPrefix: 'nowhere.' }
const good = () => goodSettings(nowhere)
/** What no line of a process may hold. */
const personal =
  /invented text|16505551111|Invented Person|test_app_secret|old_secret_200|young_secret_200|token-for-tests/

beforeAll(() => prepareTopics(stack()))
afterAll(killSpawned)

describe('a wrong configuration: refuses to start, with every mistake and no value', () => {
  const without = (...names: readonly string[]) =>
    Object.fromEntries(Object.entries(good()).filter(([name]) => !names.includes(name)))

  test.concurrent.for<[string, Readonly<Record<string, string>>, readonly RegExp[]]>([
    ['no secret', without('META_APP_SECRETS'), [/META_APP_SECRETS: is required/]],
    ['empty secret', { ...good(), META_APP_SECRETS: '100=' }, [/META_APP_SECRETS.*app_id=secret/]],
    ['bad broker list', { ...good(), KAFKA_BROKERS: 'lone_secret_value' }, [/KAFKA_BROKERS.*host:port/]],
    [
      'several at once',
      { META_APP_SECRETS: 'lone_secret_value', KAFKA_BROKERS: ',', ACK_TIMEOUT_MS: 'soon', LOG_LEVEL: 'loud' },
      [/META_APP_SECRETS/, /META_VERIFY_TOKENS/, /KAFKA_BROKERS/, /SCHEMA_REGISTRY_URL/, /ACK_TIMEOUT_MS/, /LOG_LEVEL/],
    ],
  ])('%s', async ([, settings, problems], { expect: check }) => {
    const { code, stdout, stderr } = await (await runMain(settings)).ended
    check(code).toBe(2)
    for (const problem of problems) check(stderr).toMatch(problem)
    check(stdout).toBe('')
    check(stderr).not.toMatch(/lone_secret_value/)
    check(stderr).not.toMatch(personal)
  })
})

describe('--print-config', () => {
  test('prints every setting, secrets masked, and ends', async () => {
    const { code, stdout } = await (await runMain(good(), ['--print-config'])).ended
    expect(code).toBe(0)
    expect(stdout).toMatch(/^META_APP_SECRETS=\*{4}$/m)
    expect(stdout).toMatch(/^META_VERIFY_TOKENS=\*{4}$/m)
    expect(stdout).toMatch(/^KAFKA_BROKERS=127\.0\.0\.1:1$/m)
    expect(stdout).toMatch(/^ACK_TIMEOUT_MS=3000$/m)
    expect(stdout).not.toMatch(personal)
  })

  test('takes a setting from a file', async () => {
    const file = join(tmpdir(), `tokens-${process.pid}`)
    await writeFile(file, 'one\n')
    const { META_VERIFY_TOKENS: _, ...others } = good() as Record<string, string>
    const { code } = await (await runMain({ ...others, META_VERIFY_TOKENS_FILE: file }, ['--print-config'])).ended
    expect(code).toBe(0)
  })
})

test('a port that is taken: exit code 1, and says so', async () => {
  const ingress = await spawnIngress(good())
  const { code, stderr } = await (await runMain({ ...good(), INGRESS_PORT: String(ingress.port) })).ended
  expect(code).toBe(1)
  expect(stderr).toMatch(/EADDRINUSE/)
  ingress.kill('SIGTERM')
  expect((await ingress.ended).code).toBe(0)
})

describe('the registry', () => {
  let proxy: Proxy
  beforeAll(async () => {
    const { hostname, port } = new URL(stack().registryUrl)
    proxy = await startProxy({ host: hostname, port: Number(port) })
  })
  afterAll(() => proxy?.close())

  const behindProxy = () => {
    const url = new URL(stack().registryUrl)
    url.host = `127.0.0.1:${proxy.port}`
    return goodSettings({ ...stack(), registryUrl: url.href })
  }

  test.each([
    ['down', () => proxy.refuse()],
    ['frozen', async () => proxy.freeze()],
  ])(
    '%s at start: not ready and says why, 503, then ready by itself; down later: keeps working',
    async (_, breakIt) => {
      await breakIt()
      const ingress = await spawnIngress(behindProxy())
      await eventually(
        async () => {
          const { status, text: said } = await ingress.ops('/readyz')
          expect(status).toBe(503)
          expect(JSON.parse(said).problems.schemas).toMatch(/registry/)
        },
        { withinMs: 10_000 },
      )
      expect((await ingress.ops('/livez')).status).toBe(200)
      const refused = await ingress.send({ body: text(messageBody()) })
      expect(refused?.status).toBe(503)
      expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
      await proxy.thaw()
      await untilReady(ingress)
      await proxy.refuse()
      const body = text(messageBody())
      expect((await ingress.send({ body }))?.status).toBe(200)
      expect((await readKept(stack())).of(body)).toHaveLength(1)
      expect((await ingress.ops('/readyz')).status).toBe(200)
      ingress.kill('SIGTERM')
      expect((await ingress.ended).code).toBe(0)
      await proxy.thaw()
    },
  )

  test('that knows none of the schemas: not ready, and names the command', async () => {
    const ingress = await spawnIngress(goodSettings({ ...stack(), topicPrefix: `${stack().topicPrefix}other.` }))
    await eventually(async () => expect((await ingress.ops('/readyz')).text).toMatch(/waba schemas register/), {
      withinMs: 10_000,
    })
    ingress.kill('SIGINT')
    expect((await ingress.ended).code).toBe(0)
  })
})

describe('SIGTERM', () => {
  test('finishes what is in flight, refuses what is new, and exits with 0', async () => {
    const ingress = await spawnIngress(goodSettings(stack()))
    await untilReady(ingress)
    const [idle, kept, half] = [await open(ingress.port), await open(ingress.port), await open(ingress.port)]
    const first = answerOn(kept)
    kept.write(signedRequest({ body: text(messageBody()) }))
    expect((await first)?.status).toBe(200)
    const body = text(messageBody())
    const request = signedRequest({ body })
    const last = answerOn(half)
    half.write(request.subarray(0, request.length - 10))
    const startedAt = performance.now()
    ingress.kill('SIGTERM')
    await eventually(async () => expect(await isRefused(ingress.port)).toBe(true), { withinMs: 5000 })
    expect((await ingress.ops('/readyz')).text).toMatch(/shutting down/)
    half.write(request.subarray(request.length - 10))
    expect((await last)?.status).toBe(200)
    expect((await ingress.ended).code).toBe(0)
    expect(performance.now() - startedAt).toBeLessThan(5000)
    expect((await readKept(stack())).of(body)).toHaveLength(1)
    for (const socket of [idle, kept, half]) socket.destroy()
  })

  test('does not wait for ever for a body that does not come', async () => {
    const ingress = await spawnIngress(goodSettings(stack()))
    await untilReady(ingress)
    const socket = await open(ingress.port)
    const request = signedRequest({ body: text(messageBody()) })
    const answer = answerOn(socket)
    socket.write(request.subarray(0, request.length - 10))
    ingress.kill('SIGTERM')
    expect((await ingress.ended).code).toBe(0)
    expect((await answer)?.status ?? 'cut').not.toBe(200)
  })
})

test('neither person nor secret is in what a process writes, whatever is sent', async () => {
  const ingress = await spawnIngress({ ...goodSettings(stack()), LOG_LEVEL: 'trace' })
  await untilReady(ingress)
  const body = text(messageBody())
  const drifting = body.replace('"type":"text"', '"type":"text","+16505551111":{"Invented Person":1}')
  for (const sent of [body, drifting, body.slice(1), `[${body},{}]`, body.replace('messages', 'invented text'), '']) {
    expect((await ingress.send({ body: sent }))?.status).toBe(200)
    await ingress.send({ body: sent, secret: 'wrong' })
  }
  await ingress.send({
    method: 'GET',
    path: `/webhook?hub.mode=subscribe&hub.verify_token=${verifyToken}&hub.challenge=1`,
  })
  const metrics = (await ingress.ops('/metrics')).text
  ingress.kill('SIGTERM')
  const { code, stdout, stderr }: Ended = await ingress.ended
  expect(code).toBe(0)
  expect(stdout).toMatch(/"listening"/)
  expect(stdout + stderr + metrics).not.toMatch(personal)
  for (const secret of [...Object.values(secrets), ...appSecrets.split(',')])
    expect(stdout + stderr).not.toContain(secret)
})

async function isRefused(port: number): Promise<boolean> {
  try {
    const socket = await open(port)
    socket.destroy()
    return false
  } catch {
    return true
  }
}
