import type { IncomingMessage } from 'node:http'
import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { type BodyError, createBodyReader, type BodyReader } from './body-reader.ts'

const bounds = { bodyBytes: 10, allBodiesBytes: 16, smallBodyBytes: 4 } as never

function incoming(contentLength?: number): PassThrough & IncomingMessage {
  const headers = contentLength === undefined ? {} : { 'content-length': String(contentLength) }
  return Object.assign(new PassThrough(), { headers }) as unknown as PassThrough & IncomingMessage
}

/** Reads into a list: bodies as text, refusals as they are. A second call of one callback would show. */
function readInto(reader: BodyReader, stream: IncomingMessage) {
  const results: string[] = []
  let body: Buffer | undefined
  const done = new Promise<void>((resolve) => {
    reader.read(stream, (error: BodyError | null, read) => {
      results.push(error ? error.refusal : String(read))
      body = read
      resolve()
    })
  })
  return { results, done, body: () => body! }
}

test('gives the whole body, and its room back once it is released', async () => {
  const reader = createBodyReader(bounds)
  const stream = incoming(6)
  const { results, done, body } = readInto(reader, stream)
  stream.write('abc')
  stream.end('def')
  await done
  expect(results).toEqual(['abcdef'])
  expect(reader.heldBytes).toBe(6)
  reader.release(body())
  expect(reader.heldBytes).toBe(0)
})

test('an empty body is a body', async () => {
  const reader = createBodyReader(bounds)
  const stream = incoming(0)
  const { results, done } = readInto(reader, stream)
  stream.end()
  await done
  expect(results).toEqual([''])
})

test('exactly the bound is read, one byte more is too large, whatever was announced', async () => {
  const reader = createBodyReader(bounds)
  const [full, over] = [incoming(), incoming()]
  const [first, second] = [readInto(reader, full), readInto(reader, over)]
  full.end('1234567890')
  await first.done
  reader.release(first.body())
  over.write('12345678901')
  await second.done
  expect([first.results, second.results]).toEqual([['1234567890'], ['too_large']])
  expect(over.isPaused()).toBe(true)
  expect(reader.heldBytes).toBe(0)
})

test('bytes count as they arrive: without room it is refused, and its own bytes are given back', async () => {
  const reader = createBodyReader(bounds)
  const [a, b] = [incoming(10), incoming(10)]
  const [first, second] = [readInto(reader, a), readInto(reader, b)]
  expect(reader.heldBytes).toBe(0)
  a.end('12345678')
  await first.done
  b.write('12345')
  await second.done
  expect(second.results).toEqual(['no_room'])
  expect(reader.heldBytes).toBe(8)
})

test('a small body still finds room where a large one does not', async () => {
  const reader = createBodyReader(bounds)
  const [a, b, c] = [incoming(10), incoming(4), incoming()]
  const reads = [readInto(reader, a), readInto(reader, b), readInto(reader, c)]
  a.end('1234567890')
  await reads[0]!.done
  b.end('1234')
  await reads[1]!.done
  c.write('1')
  await reads[2]!.done
  expect(reads.map(({ results }) => results)).toEqual([['1234567890'], ['1234'], ['no_room']])
})

test('a sender that goes away is told apart, and gives its room back', async () => {
  const reader = createBodyReader(bounds)
  const stream = incoming(10)
  const { results, done } = readInto(reader, stream)
  stream.write('123')
  stream.destroy(new Error('aborted'))
  await done
  expect(results).toEqual(['aborted'])
  expect(reader.heldBytes).toBe(0)
})
