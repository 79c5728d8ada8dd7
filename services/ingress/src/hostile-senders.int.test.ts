import { setTimeout as sleep } from 'node:timers/promises'
import { signatureHeader } from '@wabastream/sdk/webhook'
import { eventually, stack } from '@wabastream/sdk/testing/vitest'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { messageBody, text } from './testing/bodies.ts'
import { readKept } from './testing/kept.ts'
import { prepareTopics } from './testing/prepare-topics.ts'
import { answerOn, exchange, open } from './testing/raw-http.ts'
import { signedRequest } from './testing/signed-request.ts'
import { goodSettings, killSpawned, spawnIngress, untilReady, type SpawnedIngress } from './testing/spawn-ingress.ts'

const mib = 1024 * 1024
// In a process of its own: the crowd, which lives in this one, must not slow it down by sharing its loop.
let ingress: SpawnedIngress

beforeAll(async () => {
  await prepareTopics(stack())
  ingress = await spawnIngress(goodSettings(stack()))
  await untilReady(ingress)
})

afterAll(killSpawned)

describe('slow senders', () => {
  const trickled = async (start: Buffer, rest: Buffer) => {
    const startedAt = performance.now()
    const socket = await open(ingress.port)
    const answer = answerOn(socket)
    socket.write(start)
    const stopped = new AbortController()
    const trickle = (async () => {
      for (const byte of rest) {
        socket.write(Uint8Array.of(byte))
        await sleep(200, undefined, { signal: stopped.signal })
      }
    })().catch(() => {})
    const status = (await answer)?.status
    stopped.abort()
    await trickle
    socket.destroy()
    return { status, tookMs: performance.now() - startedAt }
  }
  const bytes = () => signedRequest({ body: text(messageBody()) })
  const bodyAt = (request: Buffer) => request.indexOf('\r\n\r\n') + 4

  test.concurrent.for<[string, (request: Buffer) => number]>([
    ['all', () => 0],
    ['headers', () => 40],
    ['body', (request) => bodyAt(request)],
    ['last part of the body', (request) => request.length - 50],
  ])('%s at one byte per 200 ms: 408 within 10 s', { timeout: 20_000 }, async ([, from], { expect: check }) => {
    const request = bytes()
    const { status, tookMs } = await trickled(request.subarray(0, from(request)), request.subarray(from(request)))
    check(status).toBe(408)
    check(tookMs).toBeLessThan(10_000)
  })

  test.concurrent('abort in mid-body: no record', { timeout: 20_000 }, async ({ expect: check }) => {
    const cutBody = text(messageBody())
    const request = signedRequest({ body: cutBody })
    const sockets = await Promise.all(Array.from({ length: 20 }, () => open(ingress.port)))
    for (const [i, socket] of sockets.entries()) {
      socket.write(request.subarray(0, bodyAt(request) + 1 + i))
      if (i % 2 === 0) socket.resetAndDestroy()
      else socket.end()
    }
    await Promise.all(sockets.map((socket) => answerOn(socket)))
    const marker = text(messageBody())
    check((await ingress.send({ body: marker }))?.status).toBe(200)
    const kept = await readKept(stack())
    check(kept.of(marker)).toHaveLength(1)
    check(kept.of(cutBody)).toEqual([])
    check(kept.deliveries.filter(({ went }) => went['quarantine bad_json'])).toEqual([])
  })
})

/** Sends good webhooks one after the other while a crowd is there; none may wait long. */
async function goodTrafficPasses(): Promise<void> {
  for (let i = 0; i < 20; i++) {
    const startedAt = performance.now()
    expect((await ingress.send({ body: text(messageBody()) }))?.status).toBe(200)
    // The crowd is sent by this very process, which is most of the wait on a small machine.
    expect(performance.now() - startedAt).toBeLessThan(10_000)
  }
}

test('2,000 idle sockets', async () => {
  const sockets = await Promise.all(Array.from({ length: 2000 }, () => open(ingress.port)))
  await goodTrafficPasses()
  for (const socket of sockets) socket.destroy()
})

test.each([
  ['100 unsigned uploads of 4 MiB at once', { [signatureHeader]: null }, [401]],
  [
    '100 uploads of 4 MiB with a wrong signature at once',
    { [signatureHeader]: `sha256=${'0'.repeat(64)}` },
    [401, 503],
  ],
  ['100 uploads of 5 MiB in chunks at once', { 'content-length': null, 'transfer-encoding': 'chunked' }, [413, 503]],
])('%s', async (_, headers, expected) => {
  const size = expected.includes(413) ? 5 * mib : 4 * mib
  const body = Buffer.alloc(size, 'x')
  const chunk = expected.includes(413) ? Buffer.from(`${size.toString(16)}\r\n`) : Buffer.alloc(0)
  const request = signedRequest({ headers, body })
  const head = request.length - size
  const bytes = Buffer.concat([request.subarray(0, head), chunk, body])
  const uploads = Array.from({ length: 100 }, () => exchange(ingress.port, bytes))
  await goodTrafficPasses()
  for (const answer of await Promise.all(uploads)) expect(expected).toContain(answer?.status)
})

test('uploads in chunks of one byte with a wrong signature take no more memory than their bytes', async () => {
  // Small enough to arrive long before the request's time is over, and half a KiB of memory for a byte would still show.
  const uploadBytes = mib / 4
  const resident = async () =>
    Number(/^process_resident_memory_bytes (\d+)/m.exec((await ingress.ops('/metrics')).text)?.[1])
  const before = await resident()
  const headers = {
    [signatureHeader]: `sha256=${'0'.repeat(64)}`,
    'content-length': null,
    'transfer-encoding': 'chunked',
  }
  const start = Buffer.concat([signedRequest({ headers }), Buffer.from('1\r\nx\r\n'.repeat(uploadBytes))])
  const sockets = await Promise.all([open(ingress.port), open(ingress.port)])
  const answers = sockets.map(answerOn)
  for (const socket of sockets) socket.write(start)
  await eventually(
    async () => expect((await ingress.ops('/metrics')).text).toMatch(/^wabastream_body_bytes 524288$/m),
    { withinMs: 7000 },
  )
  expect((await resident()) - before).toBeLessThan(100 * mib)
  for (const socket of sockets) socket.write('0\r\n\r\n')
  for (const answer of await Promise.all(answers)) expect(answer?.status).toBe(401)
  for (const socket of sockets) socket.destroy()
})

test('all memory for bodies is given back', async () => {
  expect((await ingress.ops('/metrics')).text).toMatch(/^wabastream_body_bytes 0$/m)
})

test('senders that were too slow, or ended in mid-body, are counted once; those that vanished are not', async () => {
  const metrics = (await ingress.ops('/metrics')).text
  expect(metrics).toMatch(/^wabastream_webhook_answers_total\{status="408"\} 4$/m)
  expect(metrics).toMatch(/^wabastream_webhook_answers_total\{status="400"\} 10$/m)
})
