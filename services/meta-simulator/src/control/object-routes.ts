import { putNumber, removeWaba, type World } from '../world/world.ts'
import { bodyOf, pathParameter, type ControlScope } from './control-api.ts'
import { createApp, createBusiness, createNumber, createToken, createWaba, existing } from './create.ts'
import {
  appChangeForm,
  appForm,
  businessForm,
  numberChangeForm,
  numberForm,
  tokenChangeForm,
  tokenForm,
  wabaChangeForm,
  wabaForm,
  worldForm,
} from './forms.ts'
import { appView, businessView, numberView, tokenView, wabaView } from './views.ts'

/** Routes that create, change and remove businesses, WABAs, numbers, apps and tokens. */
export function addObjectRoutes(scope: ControlScope, world: World, clock: () => number): void {
  scope.post('/businesses', (request) => businessView(createBusiness(world, bodyOf(businessForm, request))))
  scope.post('/wabas', (request) => wabaView(createWaba(world, bodyOf(wabaForm, request))))
  scope.post('/numbers', (request) => numberView(createNumber(world, bodyOf(numberForm, request))))
  scope.post('/apps', (request) => {
    const app = createApp(world, bodyOf(appForm, request))
    return { ...appView(app), secret: app.secret }
  })
  scope.post('/tokens', (request) => {
    const token = createToken(world, bodyOf(tokenForm, request), clock())
    return { ...tokenView(token), value: token.value }
  })
  scope.post('/world', (request) => {
    const form = bodyOf(worldForm, request)
    for (const business of form.businesses) createBusiness(world, business)
    for (const waba of form.wabas) createWaba(world, waba)
    for (const number of form.numbers) createNumber(world, number)
    for (const app of form.apps) createApp(world, app)
    for (const token of form.tokens) createToken(world, token, clock())
    return { created: Object.values(form).reduce((sum, list) => sum + list.length, 0) }
  })
  addChanges(scope, world)
  addRemovals(scope, world)
}

function addChanges(scope: ControlScope, world: World): void {
  scope.patch('/apps/:id', (request) => {
    const app = existing(world.apps, 'app', pathParameter(request, 'id'))
    const change = bodyOf(appChangeForm, request)
    const changed = {
      ...app,
      live: change.live ?? app.live,
      permissions: change.permissions ?? app.permissions,
      requireProof: change.require_proof ?? app.requireProof,
      businessId: change.business_id ?? app.businessId,
      secret: change.secret ?? app.secret,
    }
    world.apps.set(app.id, changed)
    return appView(changed)
  })
  scope.patch('/wabas/:id', (request) => {
    const waba = existing(world.wabas, 'WABA', pathParameter(request, 'id'))
    const { business_id: businessId, shared_with: sharedWith } = bodyOf(wabaChangeForm, request)
    const changed = {
      ...waba,
      businessId: businessId ?? waba.businessId,
      sharedWith: sharedWith ?? waba.sharedWith,
    }
    world.wabas.set(waba.id, changed)
    return wabaView(changed)
  })
  scope.patch('/numbers/:id', (request) => {
    const number = existing(world.numbers, 'number', pathParameter(request, 'id'))
    const changed = { ...number, registered: bodyOf(numberChangeForm, request).registered ?? number.registered }
    putNumber(world, changed)
    return numberView(changed)
  })
  scope.patch('/tokens/:id', (request) => {
    const token = existing(world.tokens, 'token', pathParameter(request, 'id'))
    const change = bodyOf(tokenChangeForm, request)
    const changed = {
      ...token,
      scopes: change.scopes ?? token.scopes,
      wabaIds: change.waba_ids === undefined ? token.wabaIds : change.waba_ids,
      readOnlyWabaIds: change.read_only_waba_ids ?? token.readOnlyWabaIds,
      expiresAt: change.expires_at === undefined ? token.expiresAt : change.expires_at,
      problem: change.problem === undefined ? token.problem : change.problem,
    }
    world.tokens.set(token.id, changed)
    return tokenView(changed)
  })
}

function addRemovals(scope: ControlScope, world: World): void {
  scope.delete('/wabas/:id', (request, reply) => {
    removeWaba(world, existing(world.wabas, 'WABA', pathParameter(request, 'id')).id)
    return reply.status(204).send()
  })
  scope.delete('/tokens/:id', (request, reply) => {
    world.tokens.delete(existing(world.tokens, 'token', pathParameter(request, 'id')).id)
    return reply.status(204).send()
  })
}
