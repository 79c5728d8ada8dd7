import { z } from 'zod'
import type { AppRow, WabaRow } from '../desired/rows.ts'
import { readAppWebhook } from '../graph/app-subscriptions.ts'
import { GraphError, faultText } from '../graph/fault.ts'
import { readSubscribedApps } from '../graph/subscribed-apps.ts'
import { credentialOf, secretOf } from '../reconcile/access.ts'
import { findingsOf } from '../reconcile/conditions.ts'
import type { Desk } from '../reconcile/desk.ts'
import { verifyCallback } from './verify-callback.ts'

const link = z.object({
  link: z.string(),
  status: z.enum(['ok', 'broken', 'unknown']),
  what: z.string().describe('What was found, and what to do'),
})

export const doctorAnswer = z.object({
  waba_id: z.string(),
  broken: z.string().nullable().describe('The first broken link'),
  links: z.array(link),
})

type Link = z.output<typeof link>

/** Walks the chain from the token to the callback with fresh readings. Nothing is changed. */
export async function doctor(desk: Desk, waba: WabaRow, app: AppRow): Promise<z.output<typeof doctorAnswer>> {
  const fresh = await freshRows(desk, waba, app)
  const links: Link[] = [
    declared(waba),
    ...findingsOf(fresh).map((finding) => linkOf(finding, waba)),
    await reachable(desk, app),
  ]
  links.push({
    link: 'AppReview',
    status: 'unknown',
    what: 'App review and Live mode cannot be seen from outside: look at App review and at the switch on top of the app dashboard (developers.facebook.com/apps).',
  })
  return { waba_id: waba.waba_id, broken: links.find(({ status }) => status === 'broken')?.link ?? null, links }
}

function declared({ mode, subscribed }: WabaRow): Link {
  if (mode === 'pause')
    return {
      link: 'Declared',
      status: 'broken',
      what: 'It is paused: nothing is looked at or repaired. waba subscriptions resume.',
    }
  if (!subscribed)
    return {
      link: 'Declared',
      status: 'broken',
      what: 'It is declared not to be subscribed. waba subscriptions subscribe.',
    }
  return { link: 'Declared', status: 'ok', what: `It is declared to be subscribed (${mode}).` }
}

type Finding = ReturnType<typeof findingsOf>[number]

function linkOf({ type, status, reason, message }: Finding, { subscribed }: WabaRow): Link {
  if (status === 'unknown') return { link: type, status: 'unknown', what: message }
  const good = type === 'Contended' ? 'false' : 'true'
  const asDeclared = type === 'Subscribed' && !subscribed && reason === 'as-declared'
  return { link: type, status: status === good || asDeclared ? 'ok' : 'broken', what: message }
}

async function freshRows(desk: Desk, waba: WabaRow, app: AppRow) {
  let [account, its] = [
    { ...waba, fault: null as WabaRow['fault'] },
    { ...app, fault: null, token_fault: null } as AppRow,
  ]
  try {
    const access = { about: { appId: app.app_id, wabaId: waba.waba_id }, credential: credentialOf(desk.secrets, app) }
    account = { ...account, observed: await readSubscribedApps(desk.graph, access) }
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    account = { ...account, fault: error.fault }
    if (error.fault.kind === 'token') its = { ...its, token_fault: error.fault }
  }
  try {
    const secret = secretOf(desk.secrets, app.declared.secret, "app's secret")
    its = { ...its, webhook: await readAppWebhook(desk.graph, { appId: app.app_id, secret }), webhook_at: desk.now() }
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    its = { ...its, fault: error.fault, webhook_at: null }
  }
  // What the last change ran into is still true when the reading went well.
  const kept = account.fault === null && waba.fault?.kind === 'callback' ? waba.fault : account.fault
  const keptApp = its.fault === null && app.fault?.kind === 'callback' ? app.fault : its.fault
  return { waba: { ...account, fault: kept }, app: { ...its, fault: keptApp } }
}

/** The handshake as Meta does it, from here. */
async function reachable(desk: Desk, { declared: { webhook } }: AppRow): Promise<Link> {
  const name = 'CallbackReachable'
  if (!webhook) return { link: name, status: 'unknown', what: 'The callback of the app is not declared.' }
  try {
    const token = secretOf(desk.secrets, webhook.verify_token, 'verify token of the app')
    const problem = await verifyCallback(webhook.callback, token)
    return problem === null
      ? {
          link: name,
          status: 'ok',
          what: 'From here the callback answers the verification; whether Meta reaches it too, CallbackVerified tells.',
        }
      : { link: name, status: 'broken', what: problem }
  } catch (error) {
    if (error instanceof GraphError) return { link: name, status: 'broken', what: faultText(error.fault) }
    throw error
  }
}
