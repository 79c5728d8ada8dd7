import { z } from 'zod'
import { fileSchema } from './file-schema.ts'

/** The JSON Schema of the file, for editors: the text of `subscriptions.schema.json`. */
export function jsonSchemaText(): string {
  const schema = z.toJSONSchema(fileSchema, { io: 'input' })
  return `${JSON.stringify({ title: 'subscriptions.yaml of wabastream', ...schema }, null, 2)}\n`
}
