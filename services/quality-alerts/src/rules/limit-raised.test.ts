import { expect, test } from 'vitest'
import { judgedLimit, saidBy } from '../testing/judged.ts'
import { number, wabaId } from '../testing/webhook.ts'
import { limitRaised } from './limit-raised.ts'

test.each([
  ['messaging_limit', true, `open info ${number}`],
  ['messaging_limit', false, `resolved info ${number}`],
  ['max_daily_conversation_per_phone', true, `open info ${wabaId}:max_daily_conversation_per_phone`],
  ['max_daily_conversations_per_business', true, `open info ${wabaId}:max_daily_conversations_per_business`],
  ['max_phone_numbers_per_business', true, `open info ${wabaId}:max_phone_numbers_per_business`],
  ['max_phone_numbers_per_waba', false, `resolved info ${wabaId}:max_phone_numbers_per_waba`],
] as const)('%s %s: %s', (measure, isRaised, said) =>
  expect(saidBy(limitRaised, judgedLimit(measure, { isRaised }))).toBe(said),
)

test('says from what to what', () =>
  expect(limitRaised.judge(judgedLimit('messaging_limit', { isRaised: true }))?.title).toContain(
    'from TIER_10K to TIER_2K',
  ))
