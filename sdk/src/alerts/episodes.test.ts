import { expect, test } from 'vitest'
import { episodes } from './episodes.ts'
import { signal as at } from './testing/signals.ts'

const day = 24 * 60

/** Times are minutes; `opened–ended by` per episode, `…` while it is open. */
function shown(signals: Parameters<typeof episodes>[0], endsAfterMinutes: number | null = null): readonly string[] {
  const endsAfterMs = endsAfterMinutes === null ? null : endsAfterMinutes * 60_000
  return episodes(signals, endsAfterMs).map(({ opener, end, severity }) => {
    const until = end ? `${end.at / 60_000} ${end.by}` : '…'
    return `${opener.occurredAt / 60_000}–${until} ${severity}`
  })
}

test.each<[string, Parameters<typeof shown>, readonly string[]]>([
  ['nothing', [[]], []],
  ['opens', [[at(1, 'open')]], ['1–… warning']],
  ['a second opening renews', [[at(1, 'open'), at(2, 'open')]], ['1–… warning']],
  ['an event ends it', [[at(1, 'open'), at(2, 'resolved')]], ['1–2 event warning']],
  ['a recovery of nothing', [[at(1, 'resolved')]], []],
  ['again after a recovery', [[at(1, 'open'), at(2, 'resolved'), at(3, 'open')]], ['1–2 event warning', '3–… warning']],
  ['the list need not be in order', [[at(2, 'resolved'), at(1, 'open')]], ['1–2 event warning']],
  ['silence ends it', [[at(1, 'open'), at(50, 'open')], 10], ['1–11 silence warning', '50–… warning']],
  ['each opening postpones silence', [[at(1, 'open'), at(9, 'open'), at(15, 'open')], 10], ['1–… warning']],
  [
    'the same content does not',
    [[at(1, 'open', 'x'), at(9, 'open', 'x'), at(15, 'open', 'y')], 10],
    ['1–11 silence warning', '15–… warning'],
  ],
  ['nor does it open again after silence', [[at(1, 'open', 'x'), at(50, 'open', 'x')], 10], ['1–11 silence warning']],
  [
    'unless 8 days are over',
    [[at(1, 'open', 'x'), at(2 + 8 * day, 'open', 'x')], 10],
    ['1–11 silence warning', `${2 + 8 * day}–… warning`],
  ],
  [
    'or something else was said',
    [[at(1, 'open', 'x'), at(50, 'open', 'y'), at(90, 'open', 'x')], 10],
    ['1–11 silence warning', '50–60 silence warning', '90–… warning'],
  ],
  [
    'or it was over in between',
    [[at(1, 'open', 'x'), at(2, 'resolved'), at(3, 'open', 'x')]],
    ['1–2 event warning', '3–… warning'],
  ],
  [
    'an expiry ends it',
    [[at(1, 'open', 'x', { expiresAt: 5 }), at(9, 'open', 'x')]],
    ['1–5 expiry warning', '9–… warning'],
  ],
  [
    'the newest expiry counts',
    [[at(1, 'open', 'x', { expiresAt: 5 }), at(2, 'open', 'y', { expiresAt: 8 }), at(7, 'open', 'z')]],
    ['1–… warning'],
  ],
  ['an expiry in the past opens nothing', [[at(9, 'open', 'x', { expiresAt: 5 })]], []],
  [
    'the same content after its expiry opens nothing',
    [[at(1, 'open', 'x', { expiresAt: 5 }), at(9, 'open', 'x', { expiresAt: 5 })]],
    ['1–5 expiry warning'],
  ],
  [
    'a rise makes a new one',
    [[at(1, 'open'), at(2, 'open', 'y', { severity: 'critical' })]],
    ['1–2 raised warning', '2–… critical'],
  ],
  [
    'a rise with the same content too',
    [[at(1, 'open', 'x'), at(2, 'open', 'x', { severity: 'critical' })]],
    ['1–2 raised warning', '2–… critical'],
  ],
  ['a fall changes nothing', [[at(1, 'open'), at(2, 'open', 'y', { severity: 'info' })]], ['1–… warning']],
  ['a takeover ends it', [[at(1, 'open'), at(2, 'superseded')]], ['1–2 superseded warning']],
  [
    'a takeover of the same instant too',
    [[at(2, 'superseded', 'a', { eventId: 'a' }), at(2, 'open', 'b', { eventId: 'b' })]],
    ['2–2 superseded warning'],
  ],
  [
    'the same content does not come back after it',
    [[at(1, 'open', 'x'), at(2, 'superseded'), at(3, 'open', 'x')]],
    ['1–2 superseded warning'],
  ],
])('%s', (_, [signals, endsAfter], expected) => {
  expect(shown(signals, endsAfter)).toEqual(expected)
})

test('every opening belongs to one episode, repeats and late repeats too', () => {
  const signals = [at(1, 'open', 'x'), at(2, 'open', 'x'), at(3, 'open', 'y'), at(4, 'resolved'), at(5, 'open', 'y')]
  expect(episodes(signals, null).map(({ members }) => [...members.keys()])).toEqual([['1', '2', '3'], ['5']])
})
