import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { ConfigError } from '@wabastream/sdk/config'
import { fileSchema, type Declaration, type Reference } from './file-schema.ts'
import { issueLines, problemLine, readYaml, type Path } from '@wabastream/sdk/yaml'

/**
 * Reads a file of subscriptions. Paths of secrets in it begin at its folder and come out absolute; the secrets are not read.
 * @throws ConfigError with all mistakes, each with file, line and column.
 */
export function readDeclaration(path: string): Declaration {
  const declaration = parseDeclaration(textOf(path), path)
  return absolute(declaration, dirname(resolve(path)))
}

/** The same for a text; `path` is only how mistakes name it. */
export function parseDeclaration(text: string, path: string): Declaration {
  const yaml = readYaml(text)
  if (yaml.problems.length > 0)
    throw new ConfigError(yaml.problems.map(({ at, message }) => problemLine(path, at, [], message)))
  const parsed = fileSchema.safeParse(yaml.value ?? {})
  if (!parsed.success) throw new ConfigError(issueLines(path, yaml, parsed.error.issues))
  const problems = declarationProblems(parsed.data).map(({ at, message }) =>
    problemLine(path, yaml.valueAt(at), at, message),
  )
  if (problems.length > 0) throw new ConfigError(problems)
  return parsed.data
}

/** What the parts of a declaration have against each other. An app may be known from before: `knownApps`. */
export function declarationProblems(declaration: Declaration, knownApps: readonly string[] | null = null) {
  const problems: { readonly at: Path; readonly message: string }[] = []
  const apps = new Set<string>(knownApps ?? [])
  const seen = new Set<string>()
  for (const [index, { id }] of declaration.apps.entries()) {
    if (seen.has(id)) problems.push({ at: ['apps', index, 'id'], message: 'is taken by an app before' })
    seen.add(id)
    apps.add(id)
  }
  const isDiscovering = declaration.discover !== undefined && declaration.discover !== 'none'
  if (isDiscovering && apps.size !== 1 && (knownApps !== null || declaration.apps.length > 0))
    problems.push({ at: ['discover'], message: 'works with exactly one app: what is found is subscribed with it' })
  const wabas = new Set<string>()
  for (const [index, { id, app, subscribed, override }] of declaration.wabas.entries()) {
    const at = (key: string) => ['wabas', index, key]
    if (wabas.has(id)) problems.push({ at: at('id'), message: 'is taken by an account before' })
    wabas.add(id)
    // An app may have been declared earlier: without any app in the file, the controller decides.
    if (!apps.has(app) && (knownApps !== null || declaration.apps.length > 0))
      problems.push({ at: at('app'), message: `must be the id of a declared app: ${[...apps].join(', ')}` })
    if (!subscribed && override) problems.push({ at: at('override'), message: 'makes no sense with subscribed: false' })
  }
  return problems
}

function absolute(declaration: Declaration, folder: string): Declaration {
  const at = (reference: Reference): Reference =>
    'file' in reference ? { file: resolve(folder, reference.file) } : reference
  const placed = <T extends { readonly verify_token: Reference }>(webhook: T): T => ({
    ...webhook,
    verify_token: at(webhook.verify_token),
  })
  return {
    ...declaration,
    apps: declaration.apps.map(({ webhook, ...app }) => ({
      ...app,
      secret: at(app.secret),
      token: at(app.token),
      ...(webhook ? { webhook: placed(webhook) } : {}),
    })),
    wabas: declaration.wabas.map(({ override, ...waba }) => ({
      ...waba,
      ...(override ? { override: placed(override) } : {}),
    })),
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException
    throw new ConfigError([`cannot read ${path} (${code})`])
  }
}
