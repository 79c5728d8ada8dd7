import type { Rule } from '@wabastream/sdk/alerts'
import { errorNeedsPerson } from './error-needs-person.ts'
import { failureRate } from './failure-rate.ts'

/** All rules of the service; its page is generated from them. */
export const rules: readonly Rule[] = [failureRate, errorNeedsPerson]
