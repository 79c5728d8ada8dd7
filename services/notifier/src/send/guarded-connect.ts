import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import { refusedAddress } from './public-address.ts'

/** The address behind a destination is not one that notifications may go to; nothing was sent. */
export class RefusedTarget extends Error {
  override readonly name = 'RefusedTarget'

  constructor(reason: string) {
    super(`the address of the destination is refused: ${reason}`)
  }
}

type LookupAll = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

export interface ConnectOptions {
  /** Milliseconds until name, TCP and TLS must stand. */
  readonly timeoutMs: number
  /** How names become addresses. Default: the system's resolver. */
  readonly lookup?: LookupAll
  /** Which addresses are refused, and why. Default: all that are not of the public internet. */
  readonly refuse?: (address: string) => string | null
}

/**
 * Opens connections to the public internet only. Every address that a name resolves to is checked, and the socket gets
 * exactly these addresses: a second, different answer of the resolver (DNS rebinding) changes nothing.
 */
export function guardedConnect(options: ConnectOptions): buildConnector.connector {
  const { timeoutMs, lookup = systemLookup, refuse = refusedAddress } = options
  const connect = buildConnector({ timeout: timeoutMs, allowH2: false, lookup: guarded(lookup, refuse) })
  return (target, callback) => {
    // An address that stands in the URL is never looked up.
    const literal = target.hostname.replace(/^\[|\]$/g, '')
    const reason = isIP(literal) === 0 ? null : refuse(literal)
    if (reason !== null) return callback(new RefusedTarget(reason), null)
    connect(target, (...result) => {
      const [error, socket] = result
      const reached = error === null ? refuse(socket.remoteAddress ?? '') : null
      if (error !== null || reached === null) return callback(...result)
      socket.destroy()
      callback(new RefusedTarget(reached), null)
    })
  }
}

function guarded(lookup: LookupAll, refuse: (address: string) => string | null): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '')
      const reason = addresses.map(({ address }) => refuse(address)).find((refused) => refused !== null)
      const [first] = addresses
      if (typeof reason === 'string' || !first) return callback(new RefusedTarget(reason ?? 'no address'), '')
      if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
}
