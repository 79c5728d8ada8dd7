import { fields as catalogue } from '@wabastream/schemas/catalogue'
import type { z } from 'zod'
import { amendWebhook, dropWebhook } from '../world/app-webhooks.ts'
import { wabaObject, type Override } from '../world/objects.ts'
import { overrideNumber, subscribe, unsubscribe } from '../world/subscriptions.ts'
import type { World } from '../world/world.ts'
import { bodyOf, pathParameter, type ControlScope } from './control-api.ts'
import { existing } from './create.ts'
import { overrideForm, subscriptionForm, webhookForm } from './forms.ts'
import { appView, numberView, wabaView } from './views.ts'

/** Routes that do what a person does in the dashboard or another tool does: no handshake, no token, no limits. */
export function addByHandRoutes(scope: ControlScope, world: World): void {
  scope.put('/apps/:id/webhook', (request) => {
    const app = existing(world.apps, 'app', pathParameter(request, 'id'))
    const form = bodyOf(webhookForm, request)
    const changed = amendWebhook(dropWebhook(app, wabaObject), wabaObject, {
      callbackUrl: form.callback_url,
      verifyToken: form.verify_token,
      includeValues: form.include_values,
      fields: form.fields ?? [...catalogue.keys()],
      version: form.version,
    })
    world.apps.set(app.id, changed)
    return appView(changed)
  })
  scope.delete('/apps/:id/webhook', (request) => {
    const changed = dropWebhook(existing(world.apps, 'app', pathParameter(request, 'id')), wabaObject)
    world.apps.set(changed.id, changed)
    return appView(changed)
  })
  scope.put('/wabas/:id/subscribed_apps/:app', (request) => {
    const waba = existing(world.wabas, 'WABA', pathParameter(request, 'id'))
    const app = existing(world.apps, 'app', pathParameter(request, 'app'))
    const { override } = bodyOf(subscriptionForm, request)
    const changed = subscribe(waba, app.id, override && overrideOf(override))
    world.wabas.set(waba.id, changed)
    return wabaView(changed)
  })
  scope.delete('/wabas/:id/subscribed_apps/:app', (request) => {
    const waba = existing(world.wabas, 'WABA', pathParameter(request, 'id'))
    const changed = unsubscribe(waba, existing(world.apps, 'app', pathParameter(request, 'app')).id)
    world.wabas.set(waba.id, changed)
    return wabaView(changed)
  })
  addNumberRoutes(scope, world)
}

function addNumberRoutes(scope: ControlScope, world: World): void {
  const change = (id: string, appId: string, override: Override | null) => {
    const number = existing(world.numbers, 'number', id)
    const changed = overrideNumber(number, existing(world.apps, 'app', appId).id, override)
    world.numbers.set(number.id, changed)
    return numberView(changed)
  }
  scope.put('/numbers/:id/overrides/:app', (request) =>
    change(pathParameter(request, 'id'), pathParameter(request, 'app'), overrideOf(bodyOf(overrideForm, request))),
  )
  scope.delete('/numbers/:id/overrides/:app', (request) =>
    change(pathParameter(request, 'id'), pathParameter(request, 'app'), null),
  )
}

function overrideOf(form: z.output<typeof overrideForm>): Override {
  return { callbackUri: form.callback_uri, verifyToken: form.verify_token }
}
