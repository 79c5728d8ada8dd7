import { expect, test } from 'vitest'
import { judgedLimit, saidBy } from '../testing/judged.ts'
import { number, wabaId } from '../testing/webhook.ts'
import { limitLowered } from './limit-lowered.ts'

test.each([
  ['messaging_limit', true, `open warning ${number}`],
  ['messaging_limit', false, `resolved warning ${number}`],
  ['max_daily_conversation_per_phone', true, `open warning ${wabaId}:max_daily_conversation_per_phone`],
  ['max_daily_conversations_per_business', true, `open warning ${wabaId}:max_daily_conversations_per_business`],
  ['max_phone_numbers_per_business', true, `open warning ${wabaId}:max_phone_numbers_per_business`],
  ['max_phone_numbers_per_waba', false, `resolved warning ${wabaId}:max_phone_numbers_per_waba`],
] as const)('%s %s: %s', (measure, isLowered, said) =>
  expect(saidBy(limitLowered, judgedLimit(measure, { isLowered }))).toBe(said),
)

test('says from what to what', () =>
  expect(limitLowered.judge(judgedLimit('messaging_limit', { isLowered: true }))?.title).toContain(
    'from TIER_10K to TIER_2K',
  ))
