import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml'

export type Path = readonly PropertyKey[]

/** A YAML text with the places of its values. */
export interface YamlText {
  /** What it holds, as plain values. */
  readonly value: unknown
  /** Mistakes in the YAML itself. */
  readonly problems: readonly { readonly at: string; readonly message: string }[]
  /** Whether something stands at the path. */
  has(path: Path): boolean
  /** `line:column` of the value at the path; of what is around it, when nothing is there. */
  valueAt(path: Path): string
  /** `line:column` of the key at the end of the path. */
  keyAt(path: Path): string
}

/** Reads YAML 1.2. Anchors are fine, but not so many that they blow the document up. */
export function readYaml(text: string): YamlText {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return `${Math.max(line, 1)}:${Math.max(col, 1)}`
  }
  const problems = document.errors.map(({ pos, message }) => ({ at: place(pos[0]), message }))
  const valueAt = (path: Path) => place(walk(document, path).deepest?.range?.[0] ?? 0)
  return {
    ...plain(document, problems),
    has: (path) => walk(document, path).found,
    valueAt,
    keyAt(path) {
      const map = resolved(walk(document, path.slice(0, -1)).deepest, document)
      const pair = isMap(map) ? map.items.find(({ key }) => isScalar(key) && key.value === path.at(-1)) : undefined
      return isNode(pair?.key) ? place(pair.key.range?.[0] ?? 0) : valueAt(path)
    },
  }
}

function plain(document: Document.Parsed, problems: YamlText['problems']): Pick<YamlText, 'value' | 'problems'> {
  if (problems.length > 0) return { value: undefined, problems }
  try {
    return { value: document.toJS({ maxAliasCount: 100 }), problems }
  } catch (error) {
    return {
      value: undefined,
      problems: [{ at: '1:1', message: error instanceof Error ? error.message : 'unreadable' }],
    }
  }
}

/** The last node on the way to the path, and whether the way was walked to its end. */
function walk(document: Document.Parsed, path: Path): { deepest: Node | null; found: boolean } {
  let deepest: Node | null = document.contents
  for (const step of path) {
    const node: Node | null = resolved(deepest, document)
    const next: unknown = isMap(node) || isSeq(node) ? node.get(step, true) : undefined
    if (!isNode(next)) return { deepest, found: false }
    deepest = next
  }
  return { deepest, found: deepest !== null }
}

function resolved(node: Node | null, document: Document.Parsed): Node | null {
  return isAlias(node) ? (node.resolve(document) ?? null) : node
}
