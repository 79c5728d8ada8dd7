import { UsageError } from '../program/usage-error.ts'

/**
 * Checks the name of a consumer service: it names a folder, a package, topics and a consumer group.
 * @throws UsageError when it is not lower-case words joined by hyphens.
 */
export function checkServiceName(name: string): string {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) && name.length <= 60) return name
  throw new UsageError(`${name} cannot name a service: use lower-case words joined by hyphens, such as crm-sync`)
}

/**
 * Checks the name of a webhook field, as Meta spells it.
 * @throws UsageError when it is not lower-case words joined by underscores.
 */
export function checkFieldName(name: string): string {
  if (/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name) && name.length <= 60) return name
  throw new UsageError(`${name} cannot name a webhook field: write it as Meta does, such as account_update`)
}

/** `crm-sync`, `account_update` → `CrmSync`, `AccountUpdate`. */
export function pascalCase(name: string): string {
  return name.replaceAll(/(?:^|[-_])(\w)/g, (_match, letter: string) => letter.toUpperCase())
}

/** `crm-sync`, `account_update` → `crmSync`, `accountUpdate`. */
export function camelCase(name: string): string {
  const pascal = pascalCase(name)
  return pascal.charAt(0).toLowerCase() + pascal.slice(1)
}
