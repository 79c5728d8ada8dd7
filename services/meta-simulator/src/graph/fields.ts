import { invalidParameter } from './graph-error.ts'

/** What the parameter `fields` asks for: names, with what stood in braces behind them ('' for nothing). */
export type Fields = ReadonlyMap<string, string>

/**
 * Reads `id,name,subscribed_apps.limit(5){id}`. Modifiers such as `.limit(5)` are read and have no effect.
 * @throws GraphRefusal when braces do not match.
 */
export function parseFields(text: string): Fields {
  const fields = new Map<string, string>()
  for (const part of splitOutside(text)) {
    const [, name, inner] = /^([a-z_]+)(?:\.[a-z]+\([^)]*\))*(?:\{(.*)\})?$/.exec(part) ?? []
    if (name === undefined) throw invalidParameter(`Syntax error in the parameter fields near '${part}'`)
    fields.set(name, inner ?? '')
  }
  return fields
}

/**
 * The fields of an object that were asked for, `id` always among them; its defaults when nothing was asked.
 * @throws GraphRefusal when the object has no such field.
 */
export function project(
  values: Readonly<Record<string, unknown>>,
  asked: Fields | null,
  { type, defaults }: { readonly type: string; readonly defaults: readonly string[] },
): Readonly<Record<string, unknown>> {
  const names = asked ? [...asked.keys()] : defaults
  const result: Record<string, unknown> = {}
  for (const name of names) {
    if (!Object.hasOwn(values, name)) throw invalidParameter(`There is no field '${name}' on an object of type ${type}`)
    if (values[name] !== undefined) result[name] = values[name]
  }
  return { ...result, id: values['id'] }
}

/** Parts between commas that are in no braces. */
function splitOutside(text: string): readonly string[] {
  const parts: string[] = []
  let depth = 0
  let part = ''
  for (const character of text) {
    if (character === '{' || character === '(') depth += 1
    if (character === '}' || character === ')') depth -= 1
    if (depth < 0) break
    if (character === ',' && depth === 0) {
      parts.push(part.trim())
      part = ''
    } else part += character
  }
  if (depth !== 0) throw invalidParameter('Syntax error in the parameter fields: braces do not match')
  parts.push(part.trim())
  return parts.filter((each) => each !== '')
}
