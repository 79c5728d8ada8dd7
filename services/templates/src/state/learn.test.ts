import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Fact } from '../fact/fact.ts'
import { sendable } from '../sendable/sendable.ts'
import { start, templateFact, templateId, wabaId } from '../testing/template-event.ts'
import { knownFrom, learn } from './learn.ts'
import { nothingKnown } from './known.ts'
import { stateRecord } from './state-record.ts'

const ref = { wabaId, templateId }
const after = (...facts: Fact[]) => knownFrom(ref, facts)
const at = (seconds: number) => start + seconds * 1000

test('aspects stand side by side', () => {
  const known = after(
    templateFact('status', { event: 'APPROVED', message_template_category: 'UTILITY' }),
    templateFact('quality', { previous_quality_score: 'GREEN', new_quality_score: 'YELLOW' }, { at: 1 }),
    templateFact('components', { message_template_element: 'Body' }, { at: 2 }),
  )
  expect(known).toMatchObject({
    name: 'order_ready',
    language: 'en_US',
    status: 'APPROVED',
    status_at: at(0),
    category: 'UTILITY',
    quality_score: 'YELLOW',
    previous_quality_score: 'GREEN',
    quality_at: at(1),
    body_text: 'Body',
    components_at: at(2),
    updated_at: at(2),
  })
})

test('a status replaces all of the status before', () => {
  const known = after(
    templateFact('status', { event: 'REJECTED', reason: 'SCAM', disable_info: { disable_date: 1_761_955_200 } }),
    templateFact('status', { event: 'APPROVED' }, { at: 1 }),
  )
  expect(known).toMatchObject({ status: 'APPROVED', status_reason: null, disable_at: null })
})

test('an event that says the same again changes nothing that can be seen', () => {
  const once = after(templateFact('status', { event: 'APPROVED' }))
  const twice = learn(once, templateFact('status', { event: 'APPROVED' }, { at: 60 }))
  expect({ ...twice, newest: null }).toEqual({ ...once, newest: null })
})

test('announced, then done', () => {
  const announced = templateFact('category', {
    new_category: 'UTILITY',
    correct_category: 'MARKETING',
    category_update_timestamp: 1_762_000_000,
  })
  const done = templateFact('category', { previous_category: 'UTILITY', new_category: 'MARKETING' }, { at: 9 })
  const detected = templateFact('detection', { category: 'UTILITY', correct_category: 'MARKETING' }, { at: 1 })
  expect(after(announced, detected)).toMatchObject({
    category: 'UTILITY',
    category_at: at(0),
    next_category: 'MARKETING',
    next_category_at: 1_762_000_000_000,
    detected_category: 'MARKETING',
  })
  expect(after(announced, detected, done)).toMatchObject({
    category: 'MARKETING',
    category_at: at(9),
    next_category: null,
    next_category_at: null,
    detected_category: null,
  })
})

test('a status that names the announced category says that it has come', () => {
  const announced = templateFact('category', { new_category: 'UTILITY', correct_category: 'MARKETING' })
  const status = (category: string) =>
    templateFact('status', { event: 'APPROVED', message_template_category: category }, { at: 1 })
  expect(after(announced, status('UTILITY')).next_category).toBe('MARKETING')
  expect(after(announced, status('MARKETING')).next_category).toBeNull()
})

test('deleted is remembered until another status comes', () => {
  const deleted = templateFact('status', { event: 'DELETED' })
  expect(after(deleted, templateFact('status', { event: 'DELETED' }, { at: 5 })).deleted_at).toBe(at(0))
  expect(after(deleted, templateFact('status', { event: 'PENDING_DELETION' }, { at: 5 })).deleted_at).toBe(at(0))
  expect(after(deleted, templateFact('status', { event: 'APPROVED' }, { at: 5 })).deleted_at).toBeNull()
})

test('of two statuses of one second the later in life counts, and of equals the one that forbids more', () => {
  const status = (event: string, id: string) => templateFact('status', { event }, { id })
  expect(after(status('APPROVED', 'change_a'), status('PENDING', 'change_b')).status).toBe('APPROVED')
  expect(after(status('PAUSED', 'change_a'), status('APPROVED', 'change_b')).status).toBe('PAUSED')
})

const events = ['APPROVED', 'PENDING', 'PAUSED', 'FLAGGED', 'ARCHIVED', 'UNARCHIVED', 'DELETED', 'REJECTED', 'NEW_ONE']
const categories = fc.constantFrom('UTILITY', 'MARKETING')
const scores = fc.constantFrom('GREEN', 'YELLOW', 'RED', 'UNKNOWN')
const when = fc.record({ at: fc.nat(5), id: fc.uuid() })
const anyFact = fc.oneof(
  fc
    .tuple(fc.constantFrom(...events), fc.option(categories), when)
    .map(([event, message_template_category, t]) => templateFact('status', { event, message_template_category }, t)),
  fc
    .tuple(scores, fc.option(scores), when)
    .map(([new_quality_score, previous_quality_score, t]) =>
      templateFact('quality', { new_quality_score, previous_quality_score }, t),
    ),
  fc
    .tuple(categories, fc.option(categories), when)
    .map(([new_category, correct_category, t]) => templateFact('category', { new_category, correct_category }, t)),
  fc
    .tuple(categories, categories, when)
    .map(([category, correct_category, t]) => templateFact('detection', { category, correct_category }, t)),
  fc
    .tuple(fc.constantFrom('one', 'two'), when)
    .map(([message_template_element, t]) => templateFact('components', { message_template_element }, t)),
)

test('any order of arrival gives the same state and the same answer', () => {
  const shuffled = fc
    .uniqueArray(anyFact, { selector: ({ eventId }) => eventId, maxLength: 12 })
    .chain((facts) => fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })))
  fc.assert(
    fc.property(shuffled, ([facts, others]) => {
      const [known, same] = [knownFrom(ref, facts), knownFrom(ref, others)]
      expect(same).toEqual(known)
      expect(sendable(same)).toEqual(sendable(known))
    }),
  )
})

test('the record of the topic has the answer', () => {
  expect(stateRecord(nothingKnown(ref), 1)).toMatchObject({ version: 1, sendable: null, sendable_reason: null })
  const paused = after(templateFact('status', { event: 'PAUSED' }))
  expect(stateRecord(paused, 2)).toMatchObject({ version: 2, sendable: false, sendable_reason: 'paused' })
  expect(stateRecord(paused, 2)).not.toHaveProperty('newest')
  const approved = after(templateFact('status', { event: 'APPROVED' }))
  expect(stateRecord(approved, 3)).toMatchObject({ sendable: true, sendable_reason: null })
})
