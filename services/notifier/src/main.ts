import { run } from '@wabastream/sdk/service'
import { notifier } from './service.ts'

await run(notifier)
