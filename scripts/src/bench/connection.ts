import { once } from 'node:events'
import { connect } from 'node:net'

/**
 * One keep-alive connection that carries one request at a time. Far cheaper than an HTTP client, because it shares a
 * core with the broker; it understands only what these servers answer.
 */
export interface Connection {
  /** Sends a whole request; the callback gets the status of the answer. */
  send(request: Buffer, answered: (status: number) => void): void
  readonly isFree: boolean
  close(): void
}

/** Connects to a server on the loopback address. `lost` is called when the connection ends before it is closed. */
export async function openConnection(port: number, lost: () => void): Promise<Connection> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true })
  await once(socket, 'connect')
  let waiting: ((status: number) => void) | null = null
  let received = ''

  socket.setEncoding('latin1')
  socket.on('data', (text: string) => {
    received += text
    const end = endOfAnswer(received)
    if (end === null || received.length < end) return
    const status = Number(received.slice(9, 12))
    received = received.slice(end)
    const answered = waiting
    waiting = null
    answered?.(status)
  })
  // 'close' follows and tells.
  socket.on('error', () => {})
  socket.on('close', lost)
  return {
    send(request, answered) {
      waiting = answered
      socket.write(request)
    },
    get isFree() {
      return waiting === null
    },
    close() {
      socket.off('close', lost).destroy()
    },
  }
}

const lengthHeader = /\r\ncontent-length: (\d+)\r\n/i

/** Length of the answer at the beginning of the text; null while its head is not complete. */
export function endOfAnswer(text: string): number | null {
  const head = text.indexOf('\r\n\r\n')
  if (head < 0) return null
  return head + 4 + Number(lengthHeader.exec(text.slice(0, head + 2))?.[1] ?? 0)
}
