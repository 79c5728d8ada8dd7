import { run } from '@wabastream/sdk/service'
import { subscriptionController } from './service.ts'

await run(subscriptionController)
