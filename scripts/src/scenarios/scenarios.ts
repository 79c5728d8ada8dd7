import { nearest } from '../filter/nearest.ts'
import { UsageError } from '../program/usage-error.ts'
import { conversation } from './conversation.ts'
import { numberFlagged } from './number-flagged.ts'
import { pinTakeover } from './pin-takeover.ts'
import type { Scenario } from './scenario.ts'
import { templatePaused } from './template-paused.ts'

/** Every story that `waba send --scenario` can tell. */
export const scenarios: readonly Scenario[] = [conversation, templatePaused, numberFlagged, pinTakeover]

/**
 * The story of this name.
 * @throws UsageError that names them all.
 */
export function findScenario(name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name)
  if (found) return found
  const near = nearest(
    name,
    scenarios.map((scenario) => scenario.name),
  )
  const list = scenarios.map((scenario) => `  ${scenario.name}: ${scenario.summary}`).join('\n')
  throw new UsageError(`There is no scenario ${name}${near ? `; did you mean ${near}?` : ''}. There are:\n${list}`)
}
