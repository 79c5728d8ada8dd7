import { run } from '@wabastream/sdk/service'
import { qualityAlerts } from './service.ts'

await run(qualityAlerts)
