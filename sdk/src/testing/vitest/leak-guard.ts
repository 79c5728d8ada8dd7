import { afterAll } from 'vitest'

import { leaksSince, resourceCounts } from './resource-counts.ts'

const graceMs = 2_000
const pollMs = 25

// A setup file: Vitest runs it before each test file, and its afterAll after every other one of that file.
const before = resourceCounts()

afterAll(async () => {
  const deadline = Date.now() + graceMs
  let leaks = leaksSince(before, resourceCounts())
  while (leaks.length > 0 && Date.now() < deadline) {
    await new Promise((resolve) => {
      // Not counted as a leak of its own: by the time of the next look it has fired.
      setTimeout(resolve, pollMs)
    })
    leaks = leaksSince(before, resourceCounts())
  }
  if (leaks.length > 0) throw new Error(`This test file leaves open: ${leaks.join(', ')}. Stop what it started.`)
})
