/** Settings files in YAML: errors with line and column, and what was probably meant. */
export { nearest } from './nearest.ts'
export { issueLines, problemLine } from './problems.ts'
export { readYaml, type Path } from './yaml-positions.ts'
