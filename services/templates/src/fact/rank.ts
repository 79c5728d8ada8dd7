import type { Saying } from './fact.ts'

/**
 * Meta dates management events by the second. Of two statuses of one second, the one further on in a template's life counts,
 * and of equals the one that forbids more: a wrong no costs less than a wrong yes.
 */
const statuses = [
  'PENDING',
  'IN_APPEAL',
  'UNARCHIVED',
  'APPROVED',
  'REINSTATED',
  'FLAGGED',
  'LIMIT_EXCEEDED',
  'LOCKED',
  'PAUSED',
  'REJECTED',
  'DISABLED',
  'ARCHIVED',
  'PENDING_DELETION',
  'DELETED',
]
const scores = ['UNKNOWN', 'GREEN', 'YELLOW', 'RED']

/** Which of two events of one time and one aspect comes later. */
export function rankOf(says: Saying): number {
  switch (says.about) {
    case 'status':
      return statuses.indexOf(says.status) + 1
    case 'quality':
      return scores.indexOf(says.score) + 1
    case 'category-detected':
      return 1
    case 'category-announced':
      return 2
    case 'category-changed':
      return 3
    case 'components':
    case 'nothing':
      return 0
  }
}
