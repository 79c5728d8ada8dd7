import type { Alert } from '@wabastream/schemas'
import { defaultPolicy, permanent, retryable, type Consumed, type Context } from '@wabastream/sdk/consumer'
import type { Store } from '@wabastream/sdk/store'
import type { Destination } from '../destinations/destination.ts'
import type { Deliver, Delivered } from './deliver.ts'
import { planNotifications, runOf } from './plan-notifications.ts'
import type { Status } from './status.ts'

export interface HandleAlertOptions {
  readonly store: Store
  readonly destinations: readonly Destination[]
  readonly deliver: Deliver
  readonly clock?: () => number
}

/**
 * Keeps an alert and tells the destinations. What one of them did not take is repeated by the SDK's ladder, for that
 * destination only; what it refuses for good, or for too long, leaves the alert in the dead letters, from where it goes to
 * those that do not have it.
 */
export function createHandleAlert({ store, destinations, deliver, clock = Date.now }: HandleAlertOptions) {
  return async (event: Consumed<Alert>, { log, attempt }: Pick<Context, 'log' | 'attempt'>): Promise<void> => {
    await store.transaction((tx) => planNotifications(tx, event, destinations, clock()))
    // A replay changes no more than what it plans itself.
    if (event.replay?.effects === 'respect') return
    const { replay: _replay, source: _source, ...alert } = event
    const run = runOf(event)
    const open = await unsettled(store, alert.alert_id, run)
    const delivered = await Promise.all(
      open.map(async ({ destination }) => ({
        destination,
        // The first attempt at an alert that failed before: somebody sends it once more on purpose.
        result: await deliver({
          key: { alertId: alert.alert_id, destination, run },
          alert,
          failedToo: attempt === 1,
          log,
        }),
      })),
    )
    throwWhatIsLeft(delivered)
  }
}

async function unsettled(store: Store, alertId: string, run: string) {
  return store.query<{ destination: string; status: Status }>(
    `select destination, status from notifications
     where alert_id = $1 and run = $2 and due_at is null and status in ('pending', 'sending', 'failed')
     order by destination`,
    [alertId, run],
  )
}

interface Left {
  readonly destination: string
  readonly result: Delivered
}

function throwWhatIsLeft(delivered: readonly Left[]): void {
  const again = delivered.flatMap(({ result }) => (result.kind === 'again' ? [result] : []))
  const reasons = delivered.flatMap(({ destination, result }) =>
    result.kind === 'done' ? [] : [`${destination}: ${result.reason}`],
  )
  if (reasons.length === 0) return
  const cause = new Error(`Not everybody was notified: ${reasons.join('; ')}`)
  if (again.length === 0) throw permanent(cause)
  // The longest wait that was asked for, as far as the retry topics can give it; more would cost the attempts between.
  const longestMs = defaultPolicy.retryDelaysMs['retry-10m']
  const afterMs = Math.min(longestMs, Math.max(...again.map((result) => result.afterMs ?? 0)))
  throw retryable(cause, afterMs > 0 ? { afterMs } : {})
}
