import type { IncomingMessage } from 'node:http'
import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { type BodyError, createBodyReader, type BodyReader, type HeldBody } from './body-reader.ts'

const bounds = { bodyBytes: 10, allBodiesBytes: 16, smallBodyBytes: 4 } as never

function incoming(contentLength?: number): PassThrough & IncomingMessage {
  const headers = contentLength === undefined ? {} : { 'content-length': String(contentLength) }
  return Object.assign(new PassThrough(), { headers }) as unknown as PassThrough & IncomingMessage
}

/** Reads into a list: bodies as text, refusals as they are. A second call of one callback would show. */
function readInto(reader: BodyReader, stream: IncomingMessage) {
  const results: string[] = []
  let body: HeldBody | undefined
  const done = new Promise<void>((resolve) => {
    reader.read(stream, (error: BodyError | null, read) => {
      results.push(error ? error.refusal : String(read?.bytes))
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
  body().release()
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
  first.body().release()
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

describe('memory', () => {
  const wide = { bodyBytes: 4_000_000, allBodiesBytes: 16_000_000, smallBodyBytes: 1000 } as never

  test('a body in one piece is not copied', async () => {
    const stream = incoming(3)
    const { done, body } = readInto(createBodyReader(wide), stream)
    const piece = Buffer.from('abc')
    stream.end(piece)
    await done
    expect(body().bytes.buffer).toBe(piece.buffer)
  })

  test.each<[string, number | undefined]>([
    ['chunked', undefined],
    ['announced', 100_000],
  ])(
    'a %s body in pieces of one byte takes what is counted, and not more than twice what arrived',
    async (_, length) => {
      const reader = createBodyReader(wide)
      const stream = incoming(length)
      const { results, done, body } = readInto(reader, stream)
      let most = 0
      for (let i = 1; i <= 100_000; i++) {
        stream.write(Buffer.from(String(i % 10)))
        most = Math.max(most, reader.heldBytes / i)
      }
      expect(most).toBeLessThanOrEqual(2)
      stream.end()
      await done
      expect(results[0]).toBe('1234567890'.repeat(10_000))
      expect(reader.heldBytes).toBe(body().bytes.buffer.byteLength)
      body().release()
      expect(reader.heldBytes).toBe(0)
    },
  )

  test('what is announced is not taken before it arrives, and never more than it', async () => {
    const reader = createBodyReader(wide)
    const stream = incoming(3_000_000)
    const { done, body } = readInto(reader, stream)
    stream.write(Buffer.alloc(10))
    expect(reader.heldBytes).toBeLessThan(1000)
    stream.write(Buffer.alloc(2_000_000))
    stream.end(Buffer.alloc(999_990))
    await done
    expect([body().bytes.length, reader.heldBytes]).toEqual([3_000_000, 3_000_000])
  })

  test('a piece does not keep the memory around it', async () => {
    const stream = incoming()
    const { done, body } = readInto(createBodyReader(wide), stream)
    stream.end(Buffer.alloc(65_536, 'x').subarray(0, 1))
    await done
    expect(body().bytes.buffer.byteLength).toBeLessThan(1000)
  })
})
