import { partnerAppUninstalled } from './partner-app-uninstalled.ts'
import { partnerRemoved } from './partner-removed.ts'
import { twoStepCodeChanged } from './two-step-code-changed.ts'
import { twoStepCodeDisabled } from './two-step-code-disabled.ts'
import { twoStepResetRequested } from './two-step-reset-requested.ts'
import { twoStepTakeover } from './two-step-takeover.ts'

/** What each says of one event; the takeover takes their place. */
export const singleRules = [twoStepResetRequested, twoStepCodeChanged, twoStepCodeDisabled] as const

export const twoStepRules = [...singleRules, twoStepTakeover] as const

export const partnerRules = [partnerAppUninstalled, partnerRemoved] as const

/** All rules of the service; its page is generated from them. */
export const rules = [...twoStepRules, ...partnerRules] as const
