import type { LaneName, Topic } from '@wabastream/schemas/catalogue'

/** Where the records of a topic go. */
export interface Route {
  /** Name with the prefix. */
  readonly name: string
  readonly partitions: number
  readonly lane: LaneName
  readonly schemaId: number
  /** Largest record that the topic takes, in bytes. */
  readonly maxBytes: number
}

/** The route of each topic; complete once every schema id is known. */
export type Routes = (topic: Topic) => Route

/** Routes from the schema ids that were looked up at start. */
export function createRoutes(prefix: string, schemaIds: ReadonlyMap<Topic, number>): Routes {
  const routes = new Map<Topic, Route>()
  return (topic) => {
    const known = routes.get(topic)
    if (known) return known
    const schemaId = schemaIds.get(topic)
    if (schemaId === undefined) throw new Error(`The schema id of ${topic.name} is not known yet`)
    const { partitions, lane, maxBytes } = topic
    const route = { name: prefix + topic.name, partitions, lane, schemaId, maxBytes }
    routes.set(topic, route)
    return route
  }
}
