import { expect, test } from 'vitest'
import { retryAfterMs } from './retry-after.ts'

const nowMs = Date.UTC(2026, 10, 6, 8, 49, 37)

test.each([
  [null, undefined],
  ['', undefined],
  ['soon', undefined],
  ['-5', undefined],
  ['3.5', undefined],
  ['0', 0],
  [' 30 ', 30_000],
  ['3600', 3_600_000],
  ['86400', 3_600_000],
  ['99999999999999', undefined],
  ['Fri, 06 Nov 2026 08:50:07 GMT', 30_000],
  ['Fri, 06 Nov 2026 08:00:00 GMT', 0],
  ['Fri, 06 Nov 2099 08:00:00 GMT', 3_600_000],
  ['Fri, 99 Nov 2026 08:00:00 GMT', undefined],
])('%s → %s', (header, expected) => expect(retryAfterMs(header, nowMs)).toBe(expected))
