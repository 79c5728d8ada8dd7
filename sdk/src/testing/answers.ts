import { connect } from 'node:net'

const probeMs = 1_000

// An ApiVersions request (kafka.apache.org/protocol): size, api key 18, version 0, correlation id, no client id.
const apiVersions = Buffer.from('0000000a 0012 0000 00000001 ffff'.replaceAll(' ', ''), 'hex')
const errorCodeAt = 8

/**
 * True when a Kafka broker answers on this port. A broker takes requests only after the controller has let it in,
 * so an answer also means that the cluster has a controller.
 */
export function brokerAnswers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: probeMs })
    let answer = Buffer.alloc(0)
    const end = (answered: boolean): void => {
      socket.destroy()
      resolve(answered)
    }
    socket.once('connect', () => socket.write(apiVersions))
    socket.on('data', (chunk) => {
      answer = Buffer.concat([answer, chunk])
      if (answer.length >= errorCodeAt + 2) end(answer.readInt16BE(errorCodeAt) === 0)
    })
    socket.once('error', () => end(false))
    socket.once('timeout', () => end(false))
    socket.once('close', () => resolve(false))
  })
}

/** The Confluent API of an Apicurio Registry on this port. */
export function registryUrl(port: number): string {
  return `http://127.0.0.1:${port}/apis/ccompat/v7`
}

/** True when the registry answers and now refuses every incompatible schema; without this nothing is enforced. */
export async function registryEnforces(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/config`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ compatibility: 'FULL_TRANSITIVE' }),
      signal: AbortSignal.timeout(probeMs * 5),
    })
    await answer.body?.cancel()
    return answer.ok
  } catch {
    return false
  }
}
