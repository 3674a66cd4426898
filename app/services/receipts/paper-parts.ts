import { Blueprint, type PartKind, partSizes } from '#question-bank/blueprint.ts'

type Item = { kind: Exclude<PartKind, 'case'>; marks: number }

/**
 * The items of a frozen paper in the parts of its exam's blueprint. A paper that does not have the blueprint's form (it was
 * frozen under other rules, or its exam has none) is divided into runs of one kind.
 */
export function paperParts<Its extends Item>(
  blueprint: unknown,
  items: readonly Its[],
): { kind: PartKind; items: Its[] }[] {
  const parsed = Blueprint.safeParse(blueprint)
  const parts = parsed.success ? cut(parsed.data, items) : []
  return parts.length > 0 && parts.every(hasForm) ? parts : runs(items)
}

type Cut<Its> = { kind: PartKind; marks: number; size: number; items: Its[] }

function cut<Its extends Item>(blueprint: Blueprint, items: readonly Its[]): Cut<Its>[] {
  let from = 0
  const parts = partSizes(blueprint).map(({ kind, marks, items: size }) => ({
    ...{ kind, marks, size },
    items: items.slice(from, (from += size)),
  }))
  return from === items.length ? parts : []
}

const hasForm = ({ kind, marks, size, items }: Cut<Item>) =>
  items.length === size &&
  items.every((item) => item.marks === marks && (kind === 'case' || item.kind === kind))

function runs<Its extends Item>(items: readonly Its[]): { kind: PartKind; items: Its[] }[] {
  const parts: { kind: PartKind; items: Its[] }[] = []
  for (const item of items) {
    const last = parts[parts.length - 1]
    if (last?.kind === item.kind) last.items.push(item)
    else parts.push({ kind: item.kind, items: [item] })
  }
  return parts
}
