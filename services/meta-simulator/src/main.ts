import { run } from '@wabastream/sdk/service'
import { metaSimulator } from './service.ts'

await run(metaSimulator)
