import type { z } from 'zod'
import { shown } from './load.ts'
import { notesOf } from './setting.ts'

/** Text of `.env.example`: each setting once, with its meaning and default. */
export function envExample(schemas: readonly z.ZodObject[]): string {
  const lines = new Map<string, string>()
  for (const schema of schemas)
    for (const [name, type] of Object.entries(schema.shape)) lines.set(name, entry(name, type as z.ZodType))
  return `# Generated from the settings of the services; any NAME may be given as NAME_FILE, the path of a file.\n\n${[...lines.values()].join('\n')}`
}

function entry(name: string, type: z.ZodType): string {
  const { description } = notesOf(type)
  const parsed = type.safeParse(undefined)
  if (!parsed.success) return `# ${description}. Required.\n${name}=\n`
  return `# ${description}\n# ${name}=${shown(parsed.data)}\n`
}
