import { eventually, stack } from '@wabastream/sdk/testing/vitest'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { MessageRow } from './intake/rows.ts'
import { ada, number } from './testing/bodies.ts'
import { startRig, type Rig } from './testing/start-rig.ts'
import { campaign, random, shuffled, story } from './testing/story.ts'
import { writeMessages } from './write/write-messages.ts'

let rig: Rig

beforeAll(async () => {
  rig = await startRig(stack().databaseUrl)
})
afterAll(() => rig.stop())
beforeEach(() => rig.clear())

/** In batches of 1 to 40 bodies, some of them twice. */
async function sendInBatches(bodies: readonly object[], next: () => number): Promise<void> {
  for (let from = 0; from < bodies.length;) {
    const to = from + 1 + Math.floor(next() * 40)
    await rig.batch(bodies.slice(next() < 0.3 ? Math.max(0, from - 5) : from, to))
    from = to
  }
}

const openIncidents = () =>
  rig.store.query(`select rule, subject, opened_at, state from incidents where state = 'open' order by 1, 2`)

const conversation = async () => (await rig.get(`/v1/conversations/${number}:${ada.phone}`)).body

test.each([1, 2, 3, 4])('any order, repeated and in any batches: equal rows and answers (%i)', async (seed) => {
  await rig.send(...story())
  const [rows, answer] = [await rig.rows(), await conversation()]
  await rig.clear()
  const next = random(seed)
  await sendInBatches(shuffled([...story(), ...story().slice(seed)], 100, next), next)
  expect(await rig.rows()).toEqual(rows)
  expect(await conversation()).toEqual(answer)
})

test.each([1, 2])(
  'statuses shuffled in a window of 100: equal rows, and the same incidents are open (%i)',
  async (seed) => {
    await rig.batch(campaign(300))
    const [rows, open] = [await rig.rows(), await openIncidents()]
    expect(open).toMatchObject([{ rule: 'error-needs-person' }, { rule: 'failure-rate' }])
    await rig.clear()
    const next = random(seed)
    await sendInBatches(shuffled(campaign(300), 100, next), next)
    expect(await rig.rows()).toEqual(rows)
    expect(await openIncidents()).toEqual(open)
  },
)

test('a replay from the beginning changes no row and says nothing', async () => {
  const all = [...story(), ...campaign(200)]
  await rig.batch(all)
  const [rows, open] = [await rig.rows(), await openIncidents()]
  const incidents = () => rig.store.query('select incident_id, state, opened_at, resolved_at from incidents order by 1')
  const before = await incidents()
  expect(await rig.batch(all)).toEqual([])
  expect(await rig.send(...all.slice(0, 50))).toEqual([])
  expect(await rig.rows()).toEqual(rows)
  expect(await openIncidents()).toEqual(open)
  expect(await incidents()).toEqual(before)
})

test('two partitions side by side that meet in the same rows: nothing is lost or counted twice', async () => {
  const all = [...story(), ...campaign(300)]
  await rig.batch(all)
  const rows = await rig.rows()
  await rig.clear()
  const sides = [1, 2, 3].map(async (seed) => {
    const next = random(seed)
    await sendInBatches(shuffled(all, 200, next), next)
  })
  await Promise.all(sides)
  expect(await rig.rows()).toEqual(rows)
})

test('a transaction that waited for another one does not replace the better row', async () => {
  const row = (rank: number, event_id: string) => ({ ...unseen, rank, event_id })
  let waited: Promise<void> | undefined
  await rig.store.transaction(async (tx) => {
    await writeMessages(tx, [row(5, 'message_b')])
    waited = writeMessages(rig.store, [row(0, 'status_a')])
    await eventually(
      async () => {
        const [{ count } = { count: 0 }] = await rig.store.query<{ count: number }>(blocked)
        expect(count).toBe(1)
      },
      { withinMs: 10_000 },
    )
  })
  await waited
  expect((await rig.rows())['messages']).toMatchObject([{ rank: 5, event_id: 'message_b' }])
})

const blocked = `
  select count(*) from pg_stat_activity
  where wait_event_type = 'Lock' and datname = current_database() and query like '%insert into messages%'
`

const unseen: Omit<MessageRow, 'rank' | 'event_id'> = {
  wamid: 'wamid.race',
  phone_number_id: number,
  waba_id: '1',
  party: ada.user,
  sender: null,
  is_group: false,
  direction: 'out',
  origin: 'status',
  type: null,
  content: null,
  errors: null,
  occurred_at: 1_770_188_400_000,
}
