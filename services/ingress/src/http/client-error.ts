import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { UnderWay } from './under-way.ts'

/** What Node's parser refused: neither a route nor a hook ever sees it. */
type ClientErrorHandler = (error: NodeJS.ErrnoException, socket: Socket) => void

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
}

/**
 * Answers what is no HTTP (400), headers over their bound (431) and senders that are too slow (408), without detail.
 * Behind a request that is complete and has no answer yet no status is written: the sender would take it for the answer
 * to that request. The connection ends after the answer that is due.
 */
export function clientErrorHandler(
  underWay: Pick<UnderWay, 'of'>,
  answered: (status: number) => void,
): ClientErrorHandler {
  return (error, socket) => {
    const due = underWay.of(socket).filter((response) => response.req.complete || response.headersSent)
    if (socket.writable && due.length > 0) return endAfter(due, socket)
    if (error.code !== 'ECONNRESET' && socket.writable) {
      const status = statusOf(error.code)
      socket.write(`HTTP/1.1 ${status} ${reasons[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
      answered(status)
    }
    socket.destroy()
  }
}

/** The parser reports everything that still comes on the connection as one more error: then this changes nothing. */
function endAfter(due: readonly ServerResponse[], socket: Socket): void {
  let open = due.length
  for (const response of due)
    response.once('close', () => {
      open -= 1
      if (open === 0) socket.destroySoon()
    })
}

function statusOf(code: string | undefined): 400 | 408 | 431 {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408
  return code === 'HPE_HEADER_OVERFLOW' ? 431 : 400
}
