import { notFound, type ApiServer } from '@wabastream/sdk/http'
import type { Queryable } from '@wabastream/sdk/store'
import { z } from 'zod'
import type { AccountState } from '../state/account-state.ts'
import { knownOf } from '../state/known.ts'
import { aspectsOfAccount, aspectsOfBusiness, numbersOfAccount } from '../tables/aspects-table.ts'
import { historyOfAccount } from '../tables/find-history.ts'
import { findState } from '../tables/states-table.ts'
import { accountItem, toAccountItem, toDetails } from './account-item.ts'
import { historyQuery, toHistoryItem } from './history-item.ts'

const params = z.object({ waba_id: z.string().min(1) })

/** `GET /v1/accounts/{waba_id}`: what is known of one account, its numbers and its events. */
export function getAccountRoute(store: Queryable): (app: ApiServer) => void {
  return (app) => {
    const schema = {
      summary: 'One account with its numbers and its history',
      params,
      querystring: historyQuery,
      response: { 200: accountItem },
    }
    app.get('/v1/accounts/:waba_id', { schema }, async ({ params: { waba_id: wabaId }, query }) => {
      const row = await findState<AccountState>(store, { kind: 'account', id: wabaId })
      if (row === null) throw notFound('No webhook has named this account.')
      const ownerId = row.state.owner_business_id
      const aspects = await aspectsOfAccount(store, wabaId)
      const ofOwner = ownerId === null ? [] : await aspectsOfBusiness(store, ownerId)
      const events = await historyOfAccount(store, { wabaId, ownerId, limit: query.history })
      return {
        ...toAccountItem(row),
        numbers: [...(await numbersOfAccount(store, wabaId))],
        ...toDetails(knownOf([...aspects, ...ofOwner])),
        history: events.map(toHistoryItem),
      }
    })
  }
}
