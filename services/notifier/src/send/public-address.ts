import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** The IPv6 space that is routed in public; what lies outside of it is reserved, local or a way to write an IPv4 address. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * Why no notification may go to an IP address, as one or two words ('private', 'loopback', 'link local', …), or null
 * for an address of the public internet. An allow list: what a later standard reserves is refused, not let through.
 */
export function refusedAddress(address: string): string | null {
  // A zone (`fe80::1%eth0`) only exists for addresses that are local. isIP is strict: no octal and no short forms.
  if (isIP(address) === 0 || address.includes('%')) return 'not an address of the public internet'
  const parsed = ipaddr.parse(address)
  const range = parsed.range()
  if (range !== 'unicast') return rangeNames[range] ?? 'reserved'
  const reachable = parsed instanceof ipaddr.IPv4 || parsed.match(globalUnicast)
  return reachable ? null : 'reserved'
}

const rangeNames: Readonly<Record<string, string>> = {
  private: 'private',
  loopback: 'loopback',
  linkLocal: 'link local',
  uniqueLocal: 'unique local',
  carrierGradeNat: 'carrier-grade NAT',
  multicast: 'multicast',
  broadcast: 'broadcast',
  unspecified: 'unspecified',
  ipv4Mapped: 'an IPv4 address written as IPv6',
  rfc6052: 'NAT64',
}
