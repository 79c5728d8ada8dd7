/** A figure is worth nothing when the work was not done. Throws unless every answer was 200. */
export function onlyAccepted(name: string, statuses: ReadonlyMap<number, number>): void {
  const others = [...statuses].filter(([status]) => status !== 200).map(([status, count]) => `${count} times ${status}`)
  if (others.length > 0) throw new Error(`${name} refused webhooks (${others.join(', ')}): nothing was measured`)
}
