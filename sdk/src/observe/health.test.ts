import { expect, test } from 'vitest'
import { createHealth } from './health.ts'

test('is ready when every part is, and names those that are not', () => {
  const health = createHealth()
  let kafka: string | null = 'does not answer'
  health.add('kafka', () => kafka)
  health.add('schemas', () => null)
  expect(health.problems()).toEqual({ kafka: 'does not answer' })
  kafka = null
  expect(health.problems()).toEqual({})
})

test('is not ready any more once the process goes away', () => {
  const health = createHealth()
  health.drain()
  expect(health.problems()).toEqual({ process: 'shutting down' })
})
