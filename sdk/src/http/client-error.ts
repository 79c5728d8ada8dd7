import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { Problem, problemBody } from './problem.ts'

/** Answers what Node's parser refused: no HTTP (400), too slow (408), headers too large (431). */
export function clientErrorHandler(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code !== 'ECONNRESET' && socket.writable) {
    const status = statusOf(error.code)
    const body = JSON.stringify(problemBody(new Problem(status, 'The request cannot be read as HTTP.')))
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-type: application/problem+json\r\n` +
        `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
  }
  socket.destroySoon()
}

function statusOf(code: string | undefined): 400 | 408 | 431 {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408
  return code === 'HPE_HEADER_OVERFLOW' ? 431 : 400
}
