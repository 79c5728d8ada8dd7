import { run } from '@wabastream/sdk/service'
import { templates } from './service.ts'

await run(templates)
