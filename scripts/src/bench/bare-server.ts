// The yardstick: what Fastify costs that reads the same raw body and answers, and does nothing else.
import { fastify } from 'fastify'

const server = fastify({ logger: false })
server.removeAllContentTypeParsers()
server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
server.post('/webhook', (_request, reply) => reply.type('application/json; charset=utf-8').send('{}'))
process.on('SIGTERM', () => void server.close())
// The port is the last argument.
await server.listen({ host: '127.0.0.1', port: Number(process.argv.at(-1)) })
