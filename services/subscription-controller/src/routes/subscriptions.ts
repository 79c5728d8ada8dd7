import { page, pageOf, pageQuery, type ApiServer } from '@wabastream/sdk/http'
import { z } from 'zod'
import type { WabaRow } from '../desired/rows.ts'
import { fileSchema } from '../declaration/file-schema.ts'
import { planAppNow, planWabaNow, rowsWith } from '../plan/plan-now.ts'
import { findApp, type AppRow } from '../desired/rows.ts'
import type { Desk } from '../reconcile/desk.ts'
import { doctor, doctorAnswer } from '../doctor/doctor.ts'
import { amend, declare, rowOf } from './change.ts'
import { declared, item, params, patch, toItem } from './item.ts'

const query = z.object({ app: z.string().optional().describe('Only of this app'), ...pageQuery(z.tuple([z.string()])) })
const one = { params, response: { 200: item } }

/** Accounts, one by one. */
export function accountRoutes(app: ApiServer, desk: Desk): void {
  const list = { summary: 'Accounts with their conditions', querystring: query, response: { 200: pageOf(item) } }
  app.get('/v1/subscriptions', { schema: list }, async ({ query: asked }) => {
    const rows = await desk.store.query<WabaRow>(
      `select * from wabas where ($1::text is null or app_id = $1) and waba_id > $2 order by waba_id limit $3`,
      [asked.app ?? null, asked.cursor?.[0] ?? '', asked.limit + 1],
    )
    return page(rows, { limit: asked.limit, position: (row): [string] => [row.waba_id], item: toItem })
  })
  const get = { summary: 'One account', ...one }
  app.get('/v1/subscriptions/:waba_id', { schema: get }, async ({ params: { waba_id } }) =>
    toItem(await rowOf(desk, waba_id)),
  )
  const put = { summary: 'Declares an account', body: declared, ...one }
  app.put('/v1/subscriptions/:waba_id', { schema: put }, async ({ params: { waba_id }, body }) => {
    await declare(desk, { apps: [], wabas: [{ id: waba_id, ...body }] }, 'declare')
    return toItem(await rowOf(desk, waba_id))
  })
  const change = { summary: 'Changes some of what is declared of an account', body: patch, ...one }
  app.patch('/v1/subscriptions/:waba_id', { schema: change }, async ({ params: { waba_id }, body }) => {
    const { override, ...rest } = body
    return toItem(await amend(desk, waba_id, override === undefined ? rest : { ...rest, override }, 'declare'))
  })
  const acts = {
    pause: { mode: 'pause' },
    resume: { mode: 'manage' },
    subscribe: { subscribed: true },
    unsubscribe: { subscribed: false },
  } as const
  for (const [act, what] of Object.entries(acts))
    app.post(
      `/v1/subscriptions/:waba_id/${act}`,
      { schema: { summary: `${act} one account`, ...one } },
      async (request) => {
        const { waba_id } = params.parse(request.params)
        return toItem(await amend(desk, waba_id, what, act))
      },
    )
  const chain = {
    summary: 'Walks the chain of an account and names the broken link',
    params,
    response: { 200: doctorAnswer },
  }
  app.get('/v1/doctor/:waba_id', { schema: chain }, async ({ params: { waba_id } }) => {
    const row = await rowOf(desk, waba_id)
    return doctor(desk, row, await appOf(desk, row))
  })
}

const planned = z.object({
  items: z.array(z.object({ target: z.string(), actions: z.array(z.string()), problem: z.string().nullable() })),
})

/** More would use up the budget: a plan of all is what the conditions say. */
const mostPlanned = 100

/** Declarations as a whole. */
export function declarationRoutes(app: ApiServer, desk: Desk): void {
  const put = {
    summary: 'Keeps a declaration; what it does not name stays as it is',
    body: fileSchema,
    response: { 200: z.object({ changed: z.array(z.string()) }) },
  }
  app.put('/v1/subscriptions', { schema: put }, async ({ body }) => ({
    changed: [...(await declare(desk, body, 'declare'))],
  }))
  const plan = {
    summary: `What would be done, read at Meta now: for a declaration, or for what is kept (the first ${mostPlanned} accounts)`,
    body: z.strictObject({
      declaration: fileSchema.optional(),
      waba_ids: z.array(params.shape.waba_id).max(mostPlanned).optional(),
    }),
    response: { 200: planned },
  }
  app.post('/v1/subscriptions/plan', { schema: plan }, async ({ body }) => {
    const rows = body.declaration ? await rowsWith(desk, body.declaration) : await keptRows(desk, body.waba_ids ?? null)
    const items = []
    for (const row of rows.apps.values()) items.push(await planAppNow(desk, row))
    for (const row of rows.wabas.slice(0, mostPlanned)) {
      const its = rows.apps.get(row.app_id)
      if (its) items.push(await planWabaNow(desk, row, its))
    }
    return { items: items.map(({ actions, ...rest }) => ({ ...rest, actions: [...actions] })) }
  })
}

async function keptRows(desk: Desk, ids: readonly string[] | null) {
  const wabas = await desk.store.query<WabaRow>(
    'select * from wabas where $1::text[] is null or waba_id = any($1) order by waba_id limit $2',
    [ids, mostPlanned],
  )
  const apps = await desk.store.query<AppRow>('select * from apps order by app_id')
  return { wabas, apps: new Map(apps.map((row) => [row.app_id, row])) }
}

async function appOf(desk: Desk, row: WabaRow): Promise<AppRow> {
  const found = await findApp(desk.store, row.app_id)
  if (!found) throw new Error('an account refers to an app that is not there')
  return found
}
