/** What keeps the process alive when it should not: servers, connections, timers, children, file watchers. */
const watched: Readonly<Record<string, string>> = {
  TCPServerWrap: 'server',
  TCPSocketWrap: 'connection',
  Timeout: 'timer',
  ProcessWrap: 'child process',
  FSEventWrap: 'file watcher',
}

export type ResourceCounts = ReadonlyMap<string, number>

/** How many of each watched kind are open now. Unreferenced timers and sockets do not count: they hold nothing up. */
export function resourceCounts(active: readonly string[] = process.getActiveResourcesInfo()): ResourceCounts {
  const counts = new Map<string, number>()
  for (const kind of active) {
    const name = watched[kind]
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}

/** Kinds of which there are more than before, as '2 timer'. */
export function leaksSince(before: ResourceCounts, now: ResourceCounts): readonly string[] {
  return [...now].flatMap(([name, count]) => {
    const more = count - (before.get(name) ?? 0)
    return more > 0 ? [`${more} ${name}`] : []
  })
}
