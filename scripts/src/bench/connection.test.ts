import { expect, test } from 'vitest'
import { endOfAnswer } from './connection.ts'

const head = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\n'

test.each([
  ['a whole answer', `${head}{}`, head.length + 2],
  ['an answer whose body is still to come', head, head.length + 2],
  ['an answer with the next one behind it', `${head}{}${head}`, head.length + 2],
  ['a head that is not complete', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n', null],
  ['no body', 'HTTP/1.1 204 No Content\r\n\r\n', 27],
])('%s', (_what, text, end) => expect(endOfAnswer(text)).toBe(end))
