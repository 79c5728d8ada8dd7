import type { Rule } from '@wabastream/sdk/alerts'
import { errorNeedsPerson } from './error-needs-person.ts'
import { failureRate } from './failure-rate.ts'

/** Every rule of the service. */
export const rules: readonly Rule[] = [failureRate, errorNeedsPerson]
