import type { AppRow, WabaRow } from '../desired/rows.ts'
import { faultText, type Fault } from '../graph/fault.ts'
import { planApp } from '../plan/plan-app.ts'
import type { ConditionType, Finding } from './condition.ts'
import { desiredAppOf } from './desired-app.ts'

/** What is known of an account and its app. */
export interface Known {
  readonly waba: Pick<WabaRow, 'subscribed' | 'override' | 'mode' | 'observed' | 'fault' | 'contended'>
  readonly app: Pick<AppRow, 'app_id' | 'declared' | 'webhook' | 'webhook_at' | 'fault' | 'token_fault' | 'contended'>
}

/** What is so, is not so, or is not known, for each condition. */
export function findingsOf(known: Known): readonly Finding[] {
  return [
    tokenValid(known),
    permitted(known),
    subscribed(known),
    overrideCurrent(known),
    callbackVerified(known),
    fieldsCurrent(known),
    contended(known),
  ]
}

type Words = readonly [status: Finding['status'], reason: string, message: string]

function finding(type: ConditionType, [status, reason, message]: Words): Finding {
  return { type, status, reason, message }
}

function tokenValid({ waba, app }: Known): Finding {
  const fault = app.token_fault
  if (fault !== null) return finding('TokenValid', ['false', fault.kind, faultText(fault)])
  return waba.observed === null || waba.fault !== null
    ? finding('TokenValid', ['unknown', 'not-seen', 'Meta has not accepted the token at the last look.'])
    : finding('TokenValid', ['true', 'accepted', 'Meta accepts the token.'])
}

function permitted({ waba: { observed, fault } }: Known): Finding {
  if (fault && isOneOf(fault, ['permission', 'gone', 'blocked']))
    return finding('Permitted', ['false', fault.kind, faultText(fault)])
  return observed === null || fault !== null
    ? finding('Permitted', ['unknown', 'not-seen', 'Whether the token may manage the account was not seen yet.'])
    : finding('Permitted', ['true', 'allowed', 'The token may see the account and change its subscription.'])
}

function subscribed({ waba }: Known): Finding {
  const type = 'Subscribed'
  if (waba.observed === null || (waba.fault && !isOneOf(waba.fault, ['callback', 'invalid'])))
    return finding(type, ['unknown', 'unreadable', waba.fault ? faultText(waba.fault) : 'It was not looked at yet.'])
  if (waba.observed.ours && waba.subscribed) return finding(type, ['true', 'in-list', 'Our app is in the list.'])
  if (waba.observed.ours)
    return finding(type, ['true', 'not-wanted', 'Our app is in the list, though it is declared not to be.'])
  if (!waba.subscribed) return finding(type, ['false', 'as-declared', 'It is declared not to be subscribed.'])
  const others = waba.observed.others.length
  const whose = others === 0 ? '' : ` Other apps are (${others}); they do not count.`
  const next =
    waba.mode === 'manage' && !waba.contended ? 'It is subscribed again.' : 'Nothing is changed in this mode.'
  return finding(type, [
    'false',
    others === 0 ? 'not-in-list' : 'others-only',
    `Our app is not subscribed.${whose} ${next}`,
  ])
}

function overrideCurrent({ waba }: Known): Finding {
  const type = 'OverrideCurrent'
  const { observed, override, fault } = waba
  if (fault?.kind === 'callback') return finding(type, ['false', 'refused', faultText(fault)])
  if (observed === null || !observed.ours || observed.override.state === 'unknown')
    return override || observed?.override.state === 'unknown'
      ? finding(type, ['unknown', 'not-seen', 'Whether the override is set was not seen.'])
      : finding(type, ['true', 'none-wanted', 'No override is declared.'])
  const found = observed.override.state === 'set' ? observed.override.callback : null
  if (!override) {
    return found === null
      ? finding(type, ['true', 'none', 'There is no override, and none is declared.'])
      : finding(type, [
          'false',
          'not-declared',
          `Messages go to ${shown(found)} and not to the app's callback. Declare this override if it is meant; else remove it yourself with a POST to subscribed_apps without a body: it is never removed from here.`,
        ])
  }
  return found === override.callback
    ? finding(type, ['true', 'set', 'The override is set as declared.'])
    : finding(type, [
        'false',
        found === null ? 'missing' : 'elsewhere',
        `Declared is ${shown(override.callback)}, set is ${found === null ? 'none' : shown(found)}.`,
      ])
}

function callbackVerified({ waba, app }: Known): Finding {
  const type = 'CallbackVerified'
  const refused = [waba.fault, app.fault].find((fault) => fault?.kind === 'callback')
  if (refused) return finding(type, ['false', 'refused', faultText(refused)])
  if (!app.declared.webhook)
    return finding(type, ['unknown', 'not-declared', 'The callback of the app is not declared.'])
  if (app.webhook_at === null) return finding(type, ['unknown', 'not-seen', appUnseen(app.fault)])
  if (app.webhook?.callback === app.declared.webhook.callback && app.webhook.active)
    return finding(type, ['true', 'verified', 'Meta has verified the callback and uses it.'])
  const found = app.webhook ? shown(app.webhook.callback) : 'none'
  const who = app.contended ? ' Somebody else keeps changing it: find out who, then resume.' : ''
  return finding(type, [
    'false',
    'elsewhere',
    `Declared is ${shown(app.declared.webhook.callback)}, Meta has ${found}.${who}`,
  ])
}

function fieldsCurrent({ app }: Known): Finding {
  const type = 'FieldsCurrent'
  if (!app.declared.webhook)
    return finding(type, ['unknown', 'not-declared', 'The fields of the app are not declared.'])
  if (app.webhook_at === null) return finding(type, ['unknown', 'not-seen', appUnseen(app.fault)])
  const desired = desiredAppOf(app.declared.webhook, null)
  const [action] = planApp(desired, { webhook: app.webhook, appliedTokenHash: null })
  const wrong = action?.why.filter((why) => why === 'fields' || why === 'versions' || why === 'missing') ?? []
  return wrong.length === 0
    ? finding(type, ['true', 'chosen', 'All declared fields are chosen.'])
    : finding(type, [
        'false',
        wrong[0] ?? 'fields',
        `Missing or of another version: ${action?.fields.join(', ') ?? ''}.`,
      ])
}

function contended({ waba, app }: Known): Finding {
  const type = 'Contended'
  if (!waba.contended && !app.contended) return finding(type, ['false', 'alone', 'Nobody else changes it back.'])
  const what = waba.contended ? 'the account' : 'the app'
  return finding(type, [
    'true',
    waba.contended ? 'account' : 'app',
    `What was applied to ${what} was changed back twice within an hour; it is only observed now. Find the other tool or installation, then resume the account.`,
  ])
}

/** The address without its query: that may hold a secret. */
function shown(callback: string): string {
  if (!URL.canParse(callback)) return 'something that is no address'
  const { origin, pathname } = new URL(callback)
  return origin + pathname
}

function appUnseen(fault: Fault | null): string {
  return fault ? faultText(fault) : 'The app was not looked at yet.'
}

function isOneOf(fault: Fault, kinds: readonly Fault['kind'][]): boolean {
  return kinds.includes(fault.kind)
}
