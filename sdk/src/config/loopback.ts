import { isIP } from 'node:net'

/** Whether only this machine can reach a server on `host`, a name or an address. An empty or unknown one is not. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1')
  return name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'))
}
