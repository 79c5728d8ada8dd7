import type { Socket } from 'node:net'

/** What Node's parser refused: neither a route nor a hook ever sees it. */
type ClientErrorHandler = (error: NodeJS.ErrnoException, socket: Socket) => void

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
}

/** Answers what is no HTTP (400), headers over their bound (431) and senders that are too slow (408), without detail. */
export function clientErrorHandler(answered: (status: number) => void): ClientErrorHandler {
  return (error, socket) => {
    if (error.code !== 'ECONNRESET' && socket.writable) {
      const status = statusOf(error.code)
      socket.write(`HTTP/1.1 ${status} ${reasons[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
      answered(status)
    }
    socket.destroy()
  }
}

function statusOf(code: string | undefined): 400 | 408 | 431 {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408
  return code === 'HPE_HEADER_OVERFLOW' ? 431 : 400
}
