import { connect, type Socket } from 'node:net'

/** One HTTP/1.1 answer, as it came over the socket. */
export interface RawAnswer {
  readonly status: number
  /** By lower-case name; the last one of a name counts. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

const headEnd = Buffer.from('\r\n\r\n')

/** Opens a socket to this machine. Errors are left to whoever reads the answer. */
export function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true })
    socket.once('error', reject)
    socket.once('connect', () => resolve(socket.removeListener('error', reject).on('error', () => {})))
  })
}

/** Sends bytes as they are and gives the first final answer; null when the server hangs up without one. */
export async function exchange(port: number, bytes: string | Uint8Array): Promise<RawAnswer | null> {
  const socket = await open(port)
  const answer = answerOn(socket)
  socket.write(bytes)
  return answer.finally(() => socket.destroy())
}

/** The next answer on a socket, complete; null when it is closed before. */
export function answerOn(socket: Socket): Promise<RawAnswer | null> {
  return new Promise((resolve) => {
    let received = Buffer.alloc(0)
    const end = (answer: RawAnswer | null) => {
      socket.removeListener('data', onData).removeListener('close', onClose)
      resolve(answer)
    }
    const onData = (chunk: Buffer) => {
      received = Buffer.concat([received, chunk])
      const answer = parsed(received)
      if (answer !== null) end(answer)
    }
    const onClose = () => end(null)
    socket.on('data', onData).on('close', onClose)
  })
}

function parsed(bytes: Buffer): RawAnswer | null {
  const at = bytes.indexOf(headEnd)
  if (at < 0) return null
  const [statusLine = '', ...lines] = bytes.toString('latin1', 0, at).split('\r\n')
  const status = Number(statusLine.split(' ')[1])
  if (status === 100) return parsed(bytes.subarray(at + headEnd.length))
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
    }),
  )
  const body = bytes.subarray(at + headEnd.length)
  return body.length < Number(headers.get('content-length') ?? 0) ? null : { status, headers, body: body.toString() }
}
