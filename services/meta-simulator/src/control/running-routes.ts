import { Problem } from '@wabastream/sdk/http'
import { z } from 'zod'
import { faultForm } from '../faults/fault.ts'
import type { Faults } from '../faults/faults.ts'
import type { CallLog } from '../graph/call-log.ts'
import type { Usage } from '../limits/usage.ts'
import { settingsForm, type CurrentSettings } from '../settings.ts'
import { clearWorld, type World } from '../world/world.ts'
import type { Clock } from './clock.ts'
import { bodyOf, pathParameter, type ControlScope } from './control-api.ts'
import { worldView } from './views.ts'

export interface Running {
  readonly world: World
  readonly settings: CurrentSettings
  readonly clock: Clock
  readonly usage: Usage
  readonly faults: Faults
  readonly calls: CallLog
  /** Ends all deliveries, and forgets them. */
  readonly forgetDeliveries: () => void
}

const clockForm = z.strictObject({ advance_ms: z.int() })

/** A change gives single settings; the form's defaults must not come in. */
const changeForm = z.strictObject(
  Object.fromEntries(Object.entries(settingsForm.shape).map(([name, type]) => [name, type.unwrap().optional()])),
)

/** Routes about the simulator as a whole: state, settings, clock, faults, and the Graph calls that it had. */
export function addRunningRoutes(scope: ControlScope, running: Running): void {
  const { world, settings, clock, faults, calls, usage } = running
  scope.get('/state', () => ({
    now: clock.now(),
    settings: settings.now,
    faults: faults.list(),
    ...worldView(world),
  }))
  scope.patch('/settings', (request) => settings.change(bodyOf(changeForm, request)))
  scope.post('/clock', (request) => {
    clock.advance(bodyOf(clockForm, request).advance_ms)
    return { now: clock.now() }
  })
  scope.post('/reset', (_, reply) => {
    running.forgetDeliveries()
    clearWorld(world)
    settings.reset()
    clock.reset()
    faults.clear()
    calls.clear()
    usage.clear()
    return reply.status(204).send()
  })
  scope.post('/faults', (request) => faults.add(bodyOf(faultForm, request)))
  scope.get('/faults', () => ({ items: faults.list() }))
  scope.delete('/faults', (_, reply) => {
    faults.clear()
    return reply.status(204).send()
  })
  scope.delete('/faults/:id', (request, reply) => {
    if (!faults.remove(pathParameter(request, 'id'))) throw new Problem(404, 'There is no such fault.')
    return reply.status(204).send()
  })
  scope.get('/calls', () => ({ total: calls.total, items: calls.list() }))
  scope.delete('/calls', (_, reply) => {
    calls.clear()
    return reply.status(204).send()
  })
}
