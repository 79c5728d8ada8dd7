import { randomUUID } from 'node:crypto'
import { Problem } from '@wabastream/sdk/http'
import { z } from 'zod'
import { retarget } from '../sender/retarget.ts'
import type { Delivery } from '../sender/delivery-log.ts'
import type { Routed } from '../sender/repetition.ts'
import type { Sender } from '../sender/sender.ts'
import type { Route } from '../sender/route-update.ts'
import { updatesOf, type Update } from '../sender/update.ts'
import { numbersOf, type World } from '../world/world.ts'
import { bodyOf, pathParameter, type ControlScope } from './control-api.ts'
import { existing } from './create.ts'

const eventForm = z.strictObject({
  /** A whole webhook body, as Meta sends it. */
  body: z.unknown().refine((body) => body !== undefined, 'is required'),
  /** Makes the body be about this WABA and its first number, whatever it names. */
  waba_id: z.string().optional(),
  /** Makes it be about this number. */
  phone_number_id: z.string().optional(),
  /** So many copies of each update follow it. */
  duplicates: z.int().min(0).max(100).default(0),
  /** The order of the updates, copies included. */
  order: z.enum(['as_given', 'reverse', 'shuffle']).default('as_given'),
  /** Each update in a POST of its own. */
  apart: z.boolean().default(false),
  /** Sent so many milliseconds later; not scaled. */
  delay_ms: z.int().min(0).max(3_600_000).default(0),
  /** The Test button of this app's dashboard: to its own callback, whoever is subscribed to what. */
  test_of_app: z.string().optional(),
})

export type EventWish = z.input<typeof eventForm>

/** What a trigger did. */
export interface EventView {
  readonly id: string
  /** For each update of the body, what becomes of it for each app. */
  readonly updates: readonly {
    readonly field: string
    readonly routes: readonly RouteView[]
  }[]
}

export interface RouteView {
  readonly app_id: string
  /** Where it goes; null when it goes nowhere. */
  readonly callback: string | null
  readonly via: 'number' | 'waba' | 'app' | null
  /** Why it goes nowhere: `not_subscribed`, `field_not_chosen`, …; null when it goes. */
  readonly withheld: string | null
}

export interface DeliveryFilter {
  readonly app_id?: string | undefined
  readonly waba_id?: string | undefined
  readonly event_id?: string | undefined
  readonly state?: string | undefined
  readonly limit?: number | undefined
}

const filterForm = z.strictObject({
  app_id: z.string().optional(),
  waba_id: z.string().optional(),
  event_id: z.string().optional(),
  state: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(2000).default(100),
})

/** Routes that trigger webhooks, and tell what became of them. */
export function addEventRoutes(scope: ControlScope, world: World, sender: Sender): void {
  scope.post('/events', (request): EventView => {
    const form = bodyOf(eventForm, request)
    const testOf = form.test_of_app === undefined ? null : existing(world.apps, 'app', form.test_of_app).id
    const id = randomUUID()
    const updates = updatesOf(aboutSubject(world, form), id, form.apart)
    if (updates.length === 0) throw new Problem(422, 'The body has no entry with changes.')
    const copies = updates.flatMap((update) => Array.from({ length: form.duplicates + 1 }, () => update))
    const routed = sender.send(ordered(copies, form.order), { delayMs: form.delay_ms, testOf })
    return { id, updates: routed.map(updateView) }
  })
  scope.get('/deliveries', (request): { readonly items: readonly Delivery[] } => {
    const parsed = filterForm.safeParse(request.query)
    if (!parsed.success) throw new Problem(400, 'Filters are app_id, waba_id, event_id, state and limit (1 to 2,000).')
    const { limit, ...filter } = parsed.data
    return {
      items: sender.deliveries
        .list()
        .filter((delivery) => matches(delivery, filter))
        .slice(0, limit),
    }
  })
  scope.get('/deliveries/:id', (request) => {
    const found = sender.deliveries.find(pathParameter(request, 'id'))
    if (!found) throw new Problem(404, 'There is no such delivery, or it was forgotten.')
    return { ...found.delivery, body: found.body }
  })
  scope.delete('/deliveries', (_, reply) => {
    sender.forget()
    return reply.status(204).send()
  })
}

function aboutSubject(world: World, form: z.output<typeof eventForm>): unknown {
  const given = form.phone_number_id === undefined ? null : existing(world.numbers, 'number', form.phone_number_id)
  const wabaId = form.waba_id ?? given?.wabaId
  if (wabaId === undefined) return form.body
  const waba = existing(world.wabas, 'WABA', wabaId)
  if (given && given.wabaId !== waba.id) throw new Problem(422, 'The number is not of that WABA.')
  return retarget(form.body, { waba, number: given ?? numbersOf(world, waba.id)[0] ?? null })
}

function ordered(updates: readonly Update[], order: 'as_given' | 'reverse' | 'shuffle'): readonly Update[] {
  if (order === 'reverse') return updates.toReversed()
  if (order === 'as_given') return updates
  return updates
    .map((update) => ({ update, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ update }) => update)
}

function updateView({ update, routes }: Routed): EventView['updates'][number] {
  return { field: update.field, routes: routes.map(routeView) }
}

function routeView(route: Route): RouteView {
  if ('withheld' in route) return { app_id: route.appId, callback: null, via: null, withheld: route.withheld }
  return { app_id: route.appId, callback: route.callback, via: route.via, withheld: null }
}

function matches(delivery: Delivery, filter: Omit<DeliveryFilter, 'limit'>): boolean {
  return (
    (filter.app_id === undefined || delivery.app_id === filter.app_id) &&
    (filter.waba_id === undefined || delivery.waba_ids.includes(filter.waba_id)) &&
    (filter.event_id === undefined || delivery.event_ids.includes(filter.event_id)) &&
    (filter.state === undefined || delivery.state === filter.state)
  )
}
