import { parseSync } from "libpg-query"
import { distributedTables } from "../../db/distributed-tables.ts"

/** Where a statement says which workspace it means. */
export type NamedWorkspace = { parameter: number } | { literal: string }

/** A distributed table in a statement. */
export interface Mention {
  table: string
  /** Of which workspace it is asked: of each row, where rows are inserted. Empty where it does not say so plainly. */
  workspaces: NamedWorkspace[]
}

/** A piece of PostgreSQL's own syntax tree. */
type Tree = Readonly<Record<string, unknown>>

/**
 * The distributed tables that statements mention, each as often as it stands there. A mention names its workspace by a
 * condition that must hold (`workspace_id = $1`, or an id in its place), or by what it inserts. Whatever has another
 * form counts as a mention that names none.
 * @param text one statement or several; the module of `libpg-query` must be loaded
 * @throws SqlError where PostgreSQL would not understand it
 */
export function mentionsIn(text: string): Mention[] {
  const { stmts = [] } = parseSync(text)
  const mentioned: Tree[] = []
  const named = new Map<Tree, NamedWorkspace[]>()
  eachTree(stmts, (tree) => {
    if (isDistributed(tree)) mentioned.push(tree)
    for (const [relation, workspaces] of namedBy(tree)) named.set(relation, workspaces)
  })
  return mentioned.map((relation) => ({
    table: textOf(relation.relname),
    workspaces: named.get(relation) ?? [],
  }))
}

function eachTree(value: unknown, visit: (tree: Tree) => void): void {
  if (Array.isArray(value)) for (const each of value) eachTree(each, visit)
  else if (isTree(value)) {
    visit(value)
    for (const each of Object.values(value)) eachTree(each, visit)
  }
}

const isTree = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const treeAt = (tree: Tree, ...path: string[]): Tree =>
  path.reduce<Tree>((at, name) => (isTree(at[name]) ? at[name] : {}), tree)

const treesAt = (tree: Tree, name: string): Tree[] => {
  const list = tree[name]
  return Array.isArray(list) ? list.filter(isTree) : []
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "")

const isDistributed = ({ relname, schemaname }: Tree): boolean =>
  distributedTables.has(textOf(relname)) && (schemaname === undefined || schemaname === "public")

function namedBy(tree: Tree): [relation: Tree, workspaces: NamedWorkspace[]][] {
  if (isTree(tree.InsertStmt))
    return [[treeAt(tree.InsertStmt, "relation"), insertedWorkspaces(tree.InsertStmt)]]
  const changed = isTree(tree.UpdateStmt) ? tree.UpdateStmt : tree.DeleteStmt
  const sources = isTree(changed)
    ? [{ relation: treeAt(changed, "relation"), conditions: whereOf(changed) }, ...sourcesOf(changed)]
    : isSelect(tree)
      ? sourcesOf(tree)
      : []
  const distributed = sources.filter(({ relation }) => isDistributed(relation))
  return distributed.map(({ relation, conditions }) => {
    const alias = textOf(treeAt(relation, "alias").aliasname) || textOf(relation.relname)
    // without a name before it, the column can only be of the one table that has it
    const names = distributed.length === 1 ? [alias, null] : [alias]
    return [relation, conditions.flatMap((condition) => workspaceIn(condition, names)).slice(0, 1)]
  })
}

const isSelect = (tree: Tree) => "limitOption" in tree

/** A table that a statement reads or changes, and the conditions that all of its rows meet. */
interface Source {
  relation: Tree
  conditions: Tree[]
}

const sourcesOf = (statement: Tree): Source[] =>
  [...treesAt(statement, "fromClause"), ...treesAt(statement, "usingClause")].flatMap((item) =>
    joined(item, whereOf(statement)),
  )

function joined(item: Tree, conditions: Tree[]): Source[] {
  if (isTree(item.RangeVar)) return [{ relation: item.RangeVar, conditions }]
  const join = item.JoinExpr
  if (!isTree(join)) return []
  const both = [...conditions, ...conjuncts(treeAt(join, "quals"))]
  // the condition of an outer join picks rows of the side that may be missing, and keeps all of the other
  const picksFrom = (...types: string[]) => (types.includes(textOf(join.jointype)) ? both : conditions)
  return [
    ...joined(treeAt(join, "larg"), picksFrom("JOIN_INNER", "JOIN_RIGHT")),
    ...joined(treeAt(join, "rarg"), picksFrom("JOIN_INNER", "JOIN_LEFT")),
  ]
}

const whereOf = (statement: Tree): Tree[] => conjuncts(treeAt(statement, "whereClause"))

/** The conditions that all hold where this one does. */
function conjuncts(condition: Tree): Tree[] {
  const all = treeAt(condition, "BoolExpr")
  return all.boolop === "AND_EXPR" ? treesAt(all, "args").flatMap(conjuncts) : [condition]
}

/** @param names what the table goes by; null is a column without a table's name */
function workspaceIn(condition: Tree, names: (string | null)[]): NamedWorkspace[] {
  const comparison = treeAt(condition, "A_Expr")
  const [operator, ...rest] = treesAt(comparison, "name")
  const isEqual =
    comparison.kind === "AEXPR_OP" && treeAt(operator ?? {}, "String").sval === "=" && rest.length === 0
  if (!isEqual) return []
  const [left, right] = [treeAt(comparison, "lexpr"), treeAt(comparison, "rexpr")]
  if (isWorkspaceColumn(left, names)) return workspaceOf(right)
  return isWorkspaceColumn(right, names) ? workspaceOf(left) : []
}

function isWorkspaceColumn(expression: Tree, names: (string | null)[]): boolean {
  const fields = treesAt(treeAt(expression, "ColumnRef"), "fields").map((field) =>
    textOf(treeAt(field, "String").sval),
  )
  const column = fields.pop()
  return column === "workspace_id" && fields.length < 2 && names.includes(fields[0] ?? null)
}

function workspaceOf(expression: Tree): NamedWorkspace[] {
  if (isTree(expression.TypeCast)) return workspaceOf(treeAt(expression, "TypeCast", "arg"))
  const { number } = treeAt(expression, "ParamRef")
  if (typeof number === "number") return [{ parameter: number }]
  const { sval } = treeAt(expression, "A_Const", "sval")
  return typeof sval === "string" ? [{ literal: sval }] : []
}

/** Empty where the workspace of one of the rows is not written beside it. */
function insertedWorkspaces(insert: Tree): NamedWorkspace[] {
  const columns = treesAt(insert, "cols").map((column) => textOf(treeAt(column, "ResTarget").name))
  const place = columns.indexOf("workspace_id")
  const query = treeAt(insert, "selectStmt", "SelectStmt")
  const lists = treesAt(query, "valuesLists").map((list) => treesAt(treeAt(list, "List"), "items"))
  const selected = treesAt(query, "targetList").map((target) => treeAt(target, "ResTarget", "val"))
  const rows = lists.length > 0 ? lists : [selected]
  const workspaces = rows.map((row) => workspaceOf(row[place] ?? {}))
  return workspaces.every((each) => each.length > 0) ? workspaces.flat() : []
}
