/**
 * Why the schema registry could not do what was asked:
 * `unavailable` it did not answer in time or failed (try again), `not_found` it knows no such schema or subject,
 * `incompatible` it refused a schema that would break readers, `refused` anything else it said no to.
 */
export type RegistryErrorReason = 'unavailable' | 'not_found' | 'incompatible' | 'refused'

export class RegistryError extends Error {
  override readonly name = 'RegistryError'
  readonly reason: RegistryErrorReason

  constructor(reason: RegistryErrorReason, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}
