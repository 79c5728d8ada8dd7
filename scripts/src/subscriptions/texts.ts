import { printable } from '../output/printable.ts'
import { table } from '../output/table.ts'
import type { Account, Diagnosis, Planned } from './answers.ts'

/** What would be done, a line each; what is as it should be is left out. */
export function planTable({ items }: Planned): string {
  const rows = items.flatMap(({ target, actions, problem }) => [
    ...actions.map((action) => [target, printable(action)]),
    ...(problem === null ? [] : [[target, `cannot be told: ${printable(problem)}`]]),
  ])
  return table(['TARGET', 'ACTION'], rows)
}

/** Exit code of a plan: 1 when something could not be told, 3 when there is something to do, else 0. */
export function planExit({ items }: Planned): 0 | 1 | 3 {
  if (items.some(({ problem }) => problem !== null)) return 1
  return items.some(({ actions }) => actions.length > 0) ? 3 : 0
}

/** One account: its conditions. Several: a line each with what is not as it should be. */
export function accountsTable(accounts: readonly Account[]): string {
  const [only] = accounts
  if (accounts.length === 1 && only)
    return table(
      ['CONDITION', 'STATUS', 'REASON', 'MESSAGE'],
      only.conditions.map(({ type, status, reason, message }) => [type, status, reason, printable(message)]),
    )
  return table(
    ['WABA', 'APP', 'MODE', 'DECLARED', 'NOT WELL'],
    accounts.map((account) => [
      account.waba_id,
      account.app,
      account.mode,
      account.subscribed ? 'yes' : 'no',
      trouble(account),
    ]),
  )
}

function trouble({ conditions, subscribed }: Account): string {
  const bad = conditions.filter(({ type, status, reason }) => {
    if (type === 'Contended') return status === 'true'
    return status === 'false' && !(type === 'Subscribed' && !subscribed && reason === 'as-declared')
  })
  return bad.map(({ type, reason }) => `${type}: ${reason}`).join(', ') || '-'
}

/** The chain, in order. */
export function doctorTable({ links }: Diagnosis): string {
  return table(
    ['LINK', 'STATUS', 'WHAT'],
    links.map(({ link, status, what }) => [link, status, printable(what)]),
  )
}
