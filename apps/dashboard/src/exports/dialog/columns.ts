import { type ExportColumn, type ExportColumnId, exportColumns } from "@holdfast/protocol/dashboard"

type KnownColumn = (typeof exportColumns)[number]

const byId = new Map<string, KnownColumn>(exportColumns.map((each) => [each.id, each]))

/** Changes the columns that are chosen now, which a quick second change has changed already. */
export type ChangeColumns = (change: (columns: ExportColumnId[]) => ExportColumnId[]) => void

/** The heading of a column for a person. */
export const columnLabel = (id: ExportColumnId): string => byId.get(id)?.label ?? id

/** A column added at the end, or taken out. */
export const toggled = (columns: readonly ExportColumnId[], id: ExportColumnId): ExportColumnId[] =>
  columns.includes(id) ? columns.filter((each) => each !== id) : [...columns, id]

/** Every column: those chosen keep their places, the others follow. */
export const withAll = (columns: readonly ExportColumnId[]): ExportColumnId[] => [
  ...columns,
  ...exportColumns.map(({ id }) => id).filter((id) => !columns.includes(id)),
]

/** A column at another place; places beyond the ends are the ends. */
export function moved(
  columns: readonly ExportColumnId[],
  id: ExportColumnId,
  place: number,
): ExportColumnId[] {
  if (!columns.includes(id)) return [...columns]
  return columns.filter((each) => each !== id).toSpliced(Math.max(0, place), 0, id)
}

/** The columns whose heading, id or group has the words in it, group by group. */
export function foundColumns(wanted: string): { group: ExportColumn["group"]; columns: KnownColumn[] }[] {
  const part = wanted.trim().toLowerCase()
  const found = exportColumns.filter(({ id, label, group }) =>
    [id, label, group].some((text) => text.toLowerCase().includes(part)),
  )
  const groups = new Set(found.map(({ group }) => group))
  return [...groups].map((group) => ({ group, columns: found.filter((each) => each.group === group) }))
}
