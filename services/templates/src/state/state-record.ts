import type { TemplateState } from '@wabastream/schemas'
import { sendable } from '../sendable/sendable.ts'
import type { Known } from './known.ts'

const answers = { yes: true, no: false, unknown: null } as const

/** What is known as a record of the topic of template states. */
export function stateRecord(known: Known, version: number): TemplateState {
  const { before_archived: _, newest: __, ...state } = known
  const can = sendable(known)
  const sendable_reason = can.sendable === 'no' ? can.reason : null
  return { ...state, version, sendable: answers[can.sendable], sendable_reason }
}
