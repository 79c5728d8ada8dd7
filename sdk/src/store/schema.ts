/** The schema of a service: its name in snake case. */
export function schemaOf(service: string): string {
  if (!/^[a-z][a-z0-9-]{0,60}$/.test(service))
    throw new RangeError(
      `'${service}' cannot be the name of a service with a store: lower-case letters, digits, hyphens`,
    )
  return service.replaceAll('-', '_')
}
