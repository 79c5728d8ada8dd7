export { compatibility, createRegistry, type Registry } from './registry.ts'
export { RegistryError, type RegistryErrorReason } from './registry-error.ts'
export type { RegistryConfig } from './rest.ts'
export { createSchemaIds, type SchemaIds, type SchemaIdsOptions } from './schema-ids.ts'
