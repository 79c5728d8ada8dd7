import { run } from '@wabastream/sdk/service'
import { securityAlerts } from './service.ts'

await run(securityAlerts)
