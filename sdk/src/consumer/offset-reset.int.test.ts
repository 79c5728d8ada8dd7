import { expect, test } from 'vitest'
import { commitOffset } from '../kafka/testing/commit-offset.ts'
import { eventually, stack } from '../testing/vitest/index.ts'
import { rigFor } from './testing/rig-for.ts'

const soon = { withinMs: 30_000 }

test('a committed offset that does not exist: it goes on with the oldest record, and tells', async (context) => {
  const rig = await rigFor(context)
  const seen: string[] = []
  const handle = ({ event_id: id }: { event_id: string }) => void seen.push(id)
  const first = await rig.start('reset', { handle })
  await rig.send(Array.from({ length: 20 }, (_, index) => ({ id: String(index) })))
  await eventually(async () => expect(await rig.lag('reset')).toBe(0n), soon)
  await first.stop()
  expect(await first.metric('wabastream_consumer_offset_resets_total', { group: 'reset' })).toBe(0)
  const groupId = `${rig.topic.replace('waba.messages.v1', '')}reset`
  const kafka = { brokers: stack().brokers.split(','), clientId: 'offset-reset-test' }
  await commitOffset(kafka, { groupId, topic: rig.topic, partitions: [0, 1, 2, 3], offset: '1000' })
  const second = await rig.start('reset', { handle })
  await eventually(() => expect(seen.length).toBe(40), soon)
  await second.stop()
  expect(new Set(seen).size).toBe(20)
  expect(await second.metric('wabastream_consumer_offset_resets_total', { group: 'reset' })).toBeGreaterThan(0)
  expect(second.logLines.join('\n')).toContain('records were deleted before they were handled')
})
