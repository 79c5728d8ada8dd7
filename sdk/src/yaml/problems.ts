import type { z } from 'zod'
import { nearest } from './nearest.ts'
import type { Path, YamlText } from './yaml-positions.ts'

/** A mistake with its place, in one line: `file:line:column: path message`. */
export function problemLine(file: string, place: string, path: Path, message: string): string {
  return `${file}:${place}: ${pathText(path)}${message}`
}

/** What zod found wrong, one line for each mistake; values are not repeated, they could be secrets. */
export function issueLines(file: string, yaml: YamlText, issues: readonly z.core.$ZodIssue[]): readonly string[] {
  return issues.flatMap((issue) => {
    const { path } = issue
    if (issue.code !== 'unrecognized_keys') {
      const message = path.length === 0 || yaml.has(path) ? issue.message : `is required: ${issue.message}`
      return [problemLine(file, yaml.valueAt(path), path, message)]
    }
    return issue.keys.map((key) => {
      const allowed = issue.message.split(', ')
      const meant = nearest(key, allowed)
      const hint = meant === null ? '' : `did you mean ${meant}? `
      const whole = [...path, key]
      return problemLine(file, yaml.keyAt(whole), whole, `is not known; ${hint}Allowed are ${issue.message}`)
    })
  })
}

/** `destinations[0].filter.rules ` */
function pathText(path: Path): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')
  return text === '' ? '' : `${text.replace(/^\./, '')} `
}
