import { run } from '@wabastream/sdk/service'
import { messages } from './service.ts'

await run(messages)
