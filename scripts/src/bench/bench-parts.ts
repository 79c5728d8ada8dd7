import { checkEnvelope, draftsOf, eventHeaders, isTooDeep, type Draft } from '@wabastream/schemas/event'
import { encodeEvent, parseJson } from '@wabastream/schemas/codec'
import { partitionFor } from '@wabastream/sdk/kafka'
import { createVerifier, newDeliveryId, sign } from '@wabastream/sdk/webhook'
import { textWebhook } from '../rig/text-webhook.ts'
import { median } from './percentile.ts'

/** What one step on the way of a webhook costs, on one core of this machine. */
export interface PartCost {
  readonly part: string
  /** CPU time per webhook. */
  readonly cpuUs: number
}

const secret = 'bench'
const webhooks = 5000
const rounds = 15
const warmUpRounds = 5

interface Sample {
  readonly body: Buffer
  readonly signature: string
  readonly text: string
  readonly json: unknown
  readonly drafts: readonly Draft[]
}

/** Measures the steps between a read body and its records, each alone, in this process. */
export function benchParts(): readonly PartCost[] {
  const verify = createVerifier([{ appId: '1', secret }])
  const samples = Array.from({ length: webhooks }, (_, index) => sampleOf(index))
  return [
    cost('check the signature', samples, ({ body, signature }) => verify(body, signature)),
    cost('read the text', samples, ({ body }) => body.toString('utf8')),
    cost('check the depth', samples, ({ text }) => isTooDeep(text)),
    cost('parse the JSON', samples, ({ text }) => parseJson(text)),
    cost('check the envelope', samples, ({ json }) => checkEnvelope(json)),
    cost('split, identity, key', samples, ({ json, body }) => draftsOf(json, deliveryOf(body))),
    cost('fit and encode', samples, ({ drafts }) => drafts.map((draft) => encodeEvent(draft, 1))),
    cost('headers', samples, ({ drafts }) => drafts.map(eventHeaders)),
    cost('partition', samples, ({ drafts }) => drafts.map(({ key }) => partitionFor(key, 32))),
  ]
}

function sampleOf(index: number): Sample {
  const body = textWebhook({ id: `wamid.${String(index).padStart(32, '0')}`, user: index % 1000 })
  const text = body.toString('utf8')
  const json = parseJson(text)
  return { body, signature: sign(body, secret), text, json, drafts: draftsOf(json, deliveryOf(body)) }
}

function deliveryOf(body: Buffer) {
  const receivedAt = Date.now()
  return { id: newDeliveryId(receivedAt), appId: '1', receivedAt, body }
}

/** Results are kept for a round, so that nothing can be left out as unused. */
function cost(part: string, samples: readonly Sample[], step: (sample: Sample) => unknown): PartCost {
  const kept: unknown[] = []
  const round = () => {
    kept.length = 0
    const before = process.cpuUsage()
    for (const sample of samples) kept.push(step(sample))
    const { user, system } = process.cpuUsage(before)
    return (user + system) / samples.length
  }
  for (let done = 0; done < warmUpRounds; done++) round()
  return { part, cpuUs: median(Array.from({ length: rounds }, round)) }
}
