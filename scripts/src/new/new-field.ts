import { fields } from '@wabastream/schemas/catalogue'
import { jsonText } from '@wabastream/schemas/codec'
import { UsageError } from '../program/usage-error.ts'
import { insertAfter, type Change } from './change.ts'
import { holdsWhole } from './holds-whole.ts'
import { inferValue } from './infer-value.ts'
import { camelCase, pascalCase } from './names.ts'
import type { FieldSample } from './sample-values.ts'

/**
 * The sources of a new webhook field: its schema as far as the sample tells it, and the sample. The catalogue follows once
 * the schema is generated: `fieldEntry`.
 * @throws UsageError when the field is known.
 */
export function fieldSources(field: string, sample: FieldSample): Change {
  if (fields.has(field))
    throw new UsageError(`The field ${field} is in the catalogue already: schemas/fields/${field}.avsc`)
  const value = inferValue(field, sample.values)
  const drifts = sample.values.some((one) => !holdsWhole(value, one))
  return {
    create: {
      [`schemas/fields/${field}.avsc`]: `${JSON.stringify(value, null, 2)}\n`,
      // A sample that its schema does not hold whole is called so: what it lacks travels in unmapped.
      [`schemas/samples/${field}/example${drifts ? '-drift' : ''}.json`]: `${jsonText(sample.body)}\n`,
    },
    edit: {},
  }
}

const familyFile = 'schemas/src/catalogue/accounts.ts'

/** The entry in the catalogue: a quiet management field, keyed by account, until somebody says otherwise. */
export function fieldEntry(field: string): Change {
  const [topic, event, file] = [camelCase(field), `${pascalCase(field)}Event`, field.replaceAll('_', '-')]
  return {
    create: {},
    edit: {
      [familyFile]: (text) =>
        `import { schema as ${topic}Text, type ${event} } from '../../generated/${file}.ts'\n${text}\n` +
        `export const ${topic} = fieldTopic<${event}>('${field}', ${topic}Text)\n`,
      'schemas/src/index.ts': (text) =>
        insertAfter(
          `${text}export type { ${event} } from '../generated/${file}.ts'\n`,
          'export {\n  accountAlerts,',
          `\n  ${topic},`,
        ),
    },
  }
}
