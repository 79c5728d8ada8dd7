import { alerts, messages, phoneNumberNameUpdate } from '@wabastream/schemas'
import type { Topic } from '@wabastream/schemas/catalogue'
import { schemaIdOf } from '@wabastream/schemas/codec'
import { incompatibilities } from '@wabastream/schemas/compat'
import { read, type Admin, type KafkaConfig, type Offsets } from '@wabastream/sdk/kafka'
import { RegistryError, type Registry } from '@wabastream/sdk/registry'

/** Every stack has the first from its start on; the others come with use. */
const probes: readonly Topic[] = [phoneNumberNameUpdate, messages, alerts]

interface Contract {
  readonly registry: Pick<Registry, 'textOf'>
  readonly prefix: string
}

/**
 * Makes sure that the registry belongs to the records: the schema id of an old record must still mean the schema that it
 * was written with. Where it does not, every record would be read wrongly.
 * @throws Error that says how to start anew.
 */
export async function refuseForeignRegistry(admin: Admin, kafka: KafkaConfig, contract: Contract): Promise<void> {
  for (const topic of probes) {
    const id = await oldestSchemaId(admin, kafka, contract.prefix + topic.name)
    if (id !== null && !(await means(topic, id, contract.registry)))
      throw new Error(
        `The schema registry does not know the schema (id ${id}) with which ${topic.name} was written: its data and ` +
          "Kafka's do not belong together. Delete both and start anew: npx pnpm@12 waba up --reset",
      )
  }
}

async function oldestSchemaId(admin: Admin, kafka: KafkaConfig, name: string): Promise<number | null> {
  const [starts, ends] = await Promise.all([admin.offsets([name], 'beginning'), admin.offsets([name], 'end')])
  const found = firstRecord(starts.get(name), ends.get(name))
  if (!found) return null
  const [partition, offset] = found
  const from = { offsets: new Map([[partition, offset]]) }
  const until = { offsets: new Map([[partition, offset + 1n]]) }
  for await (const { value } of read(kafka, { topics: [name], from, until })) return value && schemaIdOf(value)
  return null
}

function firstRecord(starts: Offsets = new Map(), ends: Offsets = new Map()): readonly [number, bigint] | undefined {
  return [...starts].find(([partition, offset]) => offset < (ends.get(partition) ?? 0n))
}

async function means(topic: Topic, id: number, registry: Pick<Registry, 'textOf'>): Promise<boolean> {
  try {
    return incompatibilities(await registry.textOf(id), topic.schema).length === 0
  } catch (error) {
    if (error instanceof RegistryError && error.reason === 'not_found') return false
    throw error
  }
}
