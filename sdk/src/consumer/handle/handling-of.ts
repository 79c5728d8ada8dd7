import type { Topic } from '@wabastream/schemas/catalogue'
import type { ConsumerSpec } from '../spec.ts'
import type { Handling } from './handler-ports.ts'

/**
 * The functions of a spec, for events of any of its topics: the reader makes sure that an event is of one of them.
 * @throws TypeError when there is no function at all.
 */
export function handlingOf<T extends Topic>(spec: ConsumerSpec<T>): Handling {
  const { handle, handleBatch } = spec as unknown as Functions
  const one = handle ?? (handleBatch && ((event, context) => handleBatch([event], context)))
  if (!one) throw new TypeError('a consumer needs handle or handleBatch')
  return handleBatch ? { one, many: handleBatch } : { one }
}

interface Functions {
  readonly handle?: Handling['one']
  readonly handleBatch?: NonNullable<Handling['many']>
}
