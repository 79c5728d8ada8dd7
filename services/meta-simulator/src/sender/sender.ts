import { setTimeout as sleep } from 'node:timers/promises'
import type { CurrentSettings } from '../settings.ts'
import type { World } from '../world/world.ts'
import { createCallbackQueue, type Batch, type CallbackQueue } from './callback-queue.ts'
import { composeBody, newDelivery, timed } from './compose.ts'
import { createDeliveryLog, type DeliveryLog } from './delivery-log.ts'
import { postWebhook } from './post-webhook.ts'
import { dueOf, judgeAttempt, remainderOf, type Routed } from './repetition.ts'
import { routesOf, testRoute, type Sent } from './route-update.ts'
import type { Update } from './update.ts'

export interface SenderOptions {
  readonly world: World
  readonly settings: CurrentSettings
  /** Epoch milliseconds. */
  readonly clock: () => number
}

/** Delivers webhooks to the callbacks of apps, and repeats them until they are answered with 200. */
export interface Sender {
  readonly deliveries: DeliveryLog
  /** Puts updates on their way after a while; gives at once where each would go now. */
  send(
    updates: readonly Update[],
    options: { readonly delayMs: number; readonly testOf: string | null },
  ): readonly Routed[]
  /** Ends everything that is under way, and forgets it. */
  forget(): void
}

/** All that is under way until the next `forget`. */
interface Traffic {
  /** By app and callback. */
  readonly queues: Map<string, CallbackQueue>
  readonly signal: AbortSignal
  end(): void
}

type Deps = SenderOptions & { readonly deliveries: DeliveryLog }

export function createSender(options: SenderOptions): Sender {
  const deps = { ...options, deliveries: createDeliveryLog() }
  let traffic = createTraffic()
  return {
    deliveries: deps.deliveries,
    send(updates, { delayMs, testOf }) {
      const current = traffic
      const { signal } = current
      const route = () => updates.map((update) => routed(deps.world, { ...update, testOf }))
      const now = route()
      if (delayMs === 0) dispatch(deps, current, now)
      else void waited(delayMs, signal, () => dispatch(deps, current, route()))
      return now
    },
    forget() {
      traffic.end()
      traffic = createTraffic()
      deps.deliveries.clear()
    },
  }
}

function createTraffic(): Traffic {
  const ending = new AbortController()
  return { queues: new Map(), signal: ending.signal, end: () => ending.abort() }
}

/** Where an update goes is decided when it is sent. */
function routed(world: World, update: Update): Routed {
  const tested = update.testOf === null ? undefined : world.apps.get(update.testOf)
  return { update, routes: tested ? [testRoute(tested, update)] : routesOf(world, update) }
}

function dispatch(deps: Deps, traffic: Traffic, all: readonly Routed[]): void {
  for (const { route, updates } of dueOf(all)) queueFor(deps, traffic, route).push(updates)
}

function queueFor(deps: Deps, traffic: Traffic, route: Sent): CallbackQueue {
  const key = `${route.appId} ${route.callback}`
  const known = traffic.queues.get(key)
  if (known) return known
  const { world, settings, deliveries, clock } = deps
  const { signal } = traffic
  const queue = createCallbackQueue({
    settings: () => settings.now,
    signal,
    open(updates, copyOf) {
      const body = composeBody(world, route.appId, updates)
      const delivery = newDelivery(world, route, updates, { bytes: body.length, copyOf })
      deliveries.add(delivery, body)
      return { updates, failed: 0, waitedMs: 0, deliveryId: delivery.id, copyOf }
    },
    post: ({ updates }) =>
      postWebhook({
        callback: route.callback,
        body: composeBody(world, route.appId, updates),
        secret: world.apps.get(route.appId)?.secret ?? '',
        timeoutMs: settings.now.callback_timeout_ms,
        signal,
      }),
    settle(batch, attempt) {
      if (signal.aborted) return null
      const { state, again } = judgeAttempt(batch, attempt.status, settings.now)
      deliveries.attempt(batch.deliveryId, { at: clock(), ...attempt }, state)
      return again
    },
    repeat: (batch) => (batch.failed === 0 ? batch : repeated(deps, traffic, route, batch)),
  })
  traffic.queues.set(key, queue)
  return queue
}

/** Only what the app is still due is repeated; the other apps of the WABA get it once more, too. */
function repeated(deps: Deps, traffic: Traffic, route: Sent, batch: Batch): Batch | null {
  const { world, settings, deliveries, clock } = deps
  const isNew = settings.now.retry_time === 'new'
  const all = batch.updates.map((update) => routed(world, isNew ? timed(update, clock()) : update))
  const { here, moved } = remainderOf(route, all)
  dispatch(deps, traffic, moved)
  if (settings.now.retry_to === 'every_app')
    for (const due of dueOf(all, route.appId)) queueFor(deps, traffic, due.route).push(due.updates, batch.deliveryId)
  const state = here.length > 0 ? 'sending' : moved.length > 0 ? 'moved' : 'cancelled'
  deliveries.change(batch.deliveryId, { state })
  return here.length > 0 ? { ...batch, updates: here } : null
}

async function waited(ms: number, signal: AbortSignal, work: () => void): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined)
  if (!signal.aborted) work()
}
