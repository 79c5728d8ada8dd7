import type { App, Business, PhoneNumber, Token, Waba } from './objects.ts'

/** All that the simulated Meta knows. What may be done with it is decided elsewhere, by functions without state. */
export interface World {
  readonly businesses: Map<string, Business>
  readonly wabas: Map<string, Waba>
  readonly numbers: Map<string, PhoneNumber>
  /** Ids of the numbers of each WABA. */
  readonly numbersOfWaba: Map<string, Set<string>>
  readonly apps: Map<string, App>
  /** By our id of the token. */
  readonly tokens: Map<string, Token>
}

/** What an id in a Graph path can name. */
export type Named =
  | { readonly kind: 'business'; readonly object: Business }
  | { readonly kind: 'waba'; readonly object: Waba }
  | { readonly kind: 'number'; readonly object: PhoneNumber }
  | { readonly kind: 'app'; readonly object: App }
  | { readonly kind: 'user'; readonly object: { readonly id: string; readonly name: string } }

export function createWorld(): World {
  return {
    businesses: new Map(),
    wabas: new Map(),
    numbers: new Map(),
    numbersOfWaba: new Map(),
    apps: new Map(),
    tokens: new Map(),
  }
}

/** Forgets everything. */
export function clearWorld(world: World): void {
  for (const objects of Object.values(world)) (objects as Map<string, unknown>).clear()
}

/** The object of this id, or null. Ids are unique over all kinds, as Meta's are. */
export function findObject(world: World, id: string): Named | null {
  const business = world.businesses.get(id)
  if (business) return { kind: 'business', object: business }
  const waba = world.wabas.get(id)
  if (waba) return { kind: 'waba', object: waba }
  const number = world.numbers.get(id)
  if (number) return { kind: 'number', object: number }
  const app = world.apps.get(id)
  if (app) return { kind: 'app', object: app }
  for (const { userId } of world.tokens.values())
    if (userId === id) return { kind: 'user', object: { id, name: 'System user' } }
  return null
}

/** Adds a number, or replaces one. */
export function putNumber(world: World, number: PhoneNumber): void {
  world.numbers.set(number.id, number)
  const ids = world.numbersOfWaba.get(number.wabaId) ?? new Set()
  world.numbersOfWaba.set(number.wabaId, ids.add(number.id))
}

/** Removes a WABA and its numbers. */
export function removeWaba(world: World, wabaId: string): void {
  for (const { id } of numbersOf(world, wabaId)) world.numbers.delete(id)
  world.numbersOfWaba.delete(wabaId)
  world.wabas.delete(wabaId)
}

/** The numbers of a WABA. */
export function numbersOf(world: World, wabaId: string): readonly PhoneNumber[] {
  return [...(world.numbersOfWaba.get(wabaId) ?? [])].flatMap((id) => world.numbers.get(id) ?? [])
}

/** Whether a WABA has a registered number. */
export function isActive(world: World, wabaId: string): boolean {
  return numbersOf(world, wabaId).some(({ registered }) => registered)
}

/** The token of this value, or null. */
export function findToken(world: World, value: string): Token | null {
  return world.tokens.values().find((token) => token.value === value) ?? null
}
