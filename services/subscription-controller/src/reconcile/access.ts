import type { AppRow } from '../desired/rows.ts'
import type { Credential } from '../graph/credential.ts'
import { GraphError, localFault } from '../graph/fault.ts'
import type { Reference } from '../declaration/file-schema.ts'
import type { Secrets } from '../secrets/secrets.ts'

/** A secret by its reference. @throws GraphError of the kind `token`, which stops the app, saying where to put it. */
export function secretOf(secrets: Secrets, reference: Reference, what: string): string {
  const found = secrets.resolve(reference)
  if ('text' in found) return found.text
  const advice = `The ${what} cannot be had: ${found.problem}.`
  throw new GraphError(localFault('token', { class: 'needs-operator', advice }))
}

/** Token and secret of an app, read anew. */
export function credentialOf(secrets: Secrets, app: Pick<AppRow, 'declared'>): Credential {
  return {
    token: secretOf(secrets, app.declared.token, "app's token"),
    secret: secretOf(secrets, app.declared.secret, "app's secret"),
  }
}
