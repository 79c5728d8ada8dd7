import type { Part } from '../../service/index.ts'
import type { Store } from '../../store/index.ts'
import { startRelay } from './relay.ts'
import type { RelayOptions } from './relay.ts'

interface Shared {
  /** Of every relay that is started; the first one's way to Kafka is taken. */
  readonly users: RelayOptions[]
  readonly running: { stop(): Promise<void> }
}

const shared = new WeakMap<Store, Shared>()

/**
 * Sends what transactions left in the outbox of a store, in the order in which they left it, and deletes it after the
 * acknowledgement. One process of a service does it at a time (a lease). Several relays of one store in one process are
 * one: it works from the first start to the last stop.
 */
export function createRelay(options: RelayOptions): Part {
  const { store } = options
  return {
    name: 'outbox relay',
    async start() {
      const found = shared.get(store)
      if (found) found.users.push(options)
      else shared.set(store, begin(options))
    },
    async stop() {
      const found = shared.get(store)
      const at = found?.users.indexOf(options) ?? -1
      if (!found || at < 0) return
      found.users.splice(at, 1)
      if (found.users.length > 0) return
      shared.delete(store)
      await found.running.stop()
    },
  }
}

function begin(options: RelayOptions): Shared {
  const users = [options]
  const publish: RelayOptions['publish'] = (records) => (users[0] ?? options).publish(records)
  return { users, running: startRelay({ ...options, publish }) }
}
