/** Names a partition of a topic in a map. */
export function partitionKey(topic: string, partition: number): string {
  return `${topic}/${partition}`
}
