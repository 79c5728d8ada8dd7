import { run } from '@wabastream/sdk/service'
import { ingress } from './service.ts'

await run(ingress)
