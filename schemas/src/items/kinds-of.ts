import type { ItemNode, Shape } from './shape.ts'

/** Every kind that a value of this shape can become, in the order of the shape. */
export function kindsOf(shape: Shape): readonly string[] {
  return [...new Set([...kindsIn(shape), shape.whole.name])]
}

function kindsIn(node: ItemNode): readonly string[] {
  const inArrays = [...node.arrays, ...node.arraysAlone].flatMap(({ kind, inside }) => [
    kind.name,
    ...(inside === null ? [] : kindsIn(inside)),
  ])
  return [...inArrays, ...node.objects.flatMap(({ inside }) => kindsIn(inside))]
}
