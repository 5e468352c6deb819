import { loadModule } from "libpg-query"
import { beforeAll, expect, test } from "vitest"
import { whyNotOneWorkspace } from "./one-workspace.ts"

const [a, b] = ["0199e6cf-0000-7000-8000-00000000000a", "0199e6cf-0000-7000-8000-00000000000b"]
beforeAll(() => loadModule())

const why = (text: string, ...values: unknown[]) => whyNotOneWorkspace(text, values)

test.each([
  ["a condition", "select id from session where workspace_id = $1 and id = $2"],
  ["the other way round, and with a type", "select from session s where $1::uuid = s.workspace_id"],
  ["an id in the text", `select from session where session.workspace_id = '${a}'::uuid`],
  [
    "each side of an outer join",
    `select from session s left join segment g on g.workspace_id = $1 and g.id = s.segment_id
     where (s.workspace_id = $1 and true) and s.mode = 'live'`,
  ],
  [
    "a subquery and a table expression, each by itself",
    `with found as (select id from session where workspace_id = $1)
     select from facet_block b where b.workspace_id = $1 and exists (
       select from facet_stale s where s.workspace_id = $1) and b.id in (select id from found)`,
  ],
  [
    "a table's own query inside a join",
    "select from (select * from session where workspace_id = $1) session join unnest('{1}'::int[]) n on true",
  ],
  ["an update", "update session s set detail = '{}' from json_each('{}') j where s.workspace_id = $1"],
  ["a delete", "delete from facet_stale where workspace_id = $1 returning from_at"],
  ["rows that are inserted", "insert into segment (id, workspace_id) values ('x', $1), ('y', $1)"],
  ["a query that is inserted", "insert into facet_bits (workspace_id, value) select $1, unnest($2::text[])"],
  ["a copy", `copy (select id from session where workspace_id = '${a}') to stdout`],
  ["several statements", "begin; select from session where workspace_id = $1; commit"],
  ["a comment in the statement", "select /* prepared */ from session where workspace_id = $1"],
])("one workspace is named by %s", (_, text) => {
  expect(why(text, a)).toBeNull()
})

test.each([
  ["no condition", "select from session"],
  ["a condition on something else", "select from session where id = $1"],
  ["one of several conditions", "select from session where workspace_id = $1 or id = $1"],
  ["a condition that is denied", "select from session where not workspace_id = $1"],
  ["a list", "select from session where workspace_id in ($1)"],
  ["an array", "select from session where workspace_id = any($1)"],
  ["another comparison", "select from session where workspace_id <> $1"],
  ["a subquery", "select from session where workspace_id = (select id from workspace where app_id = $1)"],
  ["a join", "select from session s join unnest($1::uuid[]) w (id) on s.workspace_id = w.id"],
  [
    "the other table of a join alone",
    "select from session s join segment g on g.workspace_id = s.workspace_id where s.workspace_id = $1",
  ],
  [
    "the side of an outer join that is kept whole",
    "select from session s left join segment g on g.workspace_id = $1 and s.workspace_id = $1",
  ],
  [
    "the column of another table",
    "select from session s, (select $1 workspace_id) w where w.workspace_id = $1",
  ],
  [
    "one table of two, inside an expression",
    "select (select count(*) from session where workspace_id = $1), (select count(*) from session)",
  ],
  ["an update of its own", "update session set workspace_id = $1"],
  ["a delete by another table", "delete from session using segment where segment.workspace_id = $1"],
  ["rows out of JSON", "insert into session select * from json_populate_recordset(null::session, $1)"],
  [
    "rows out of JSON with names",
    "insert into session (workspace_id, id) select workspace_id, id from json_populate_recordset(null::session, $1)",
  ],
  ["a copy into the table", "copy session (workspace_id) from stdin"],
  ["a change of the table", "create index x on session (workspace_id)"],
  ["a change of all rows", "truncate session"],
  ["a merge", "merge into session s using segment g on s.workspace_id = $1 when matched then do nothing"],
])("no workspace is named by %s", (_, text) => {
  expect(why(text, a)).toMatch(
    /^It mentions (session|segment|facet_stale) and does not say of which workspace/,
  )
})

test("two workspaces are too many, wherever they stand", () => {
  const both = "select from session s, segment g where s.workspace_id = $1 and g.workspace_id = $2"
  expect(why(both, a, b)).toBe("It names 2 workspaces.")
  expect(why(both, a, a.toUpperCase())).toBeNull()
  expect(why("insert into segment (workspace_id) values ($1), ($2)", a, b)).toBe("It names 2 workspaces.")
  expect(
    why(`select from session where workspace_id = '${a}'; delete from segment where workspace_id = $1`, b),
  ).toBe("It names 2 workspaces.")
})

test("a parameter without a value names nothing", () => {
  expect(why("select from session where workspace_id = $1", null)).toBe(
    "A workspace's parameter has no value that is a text.",
  )
})

test("what PostgreSQL would not understand does not pass", () => {
  expect(why("select form session where")).toMatch(/^It cannot be understood: syntax error/)
})

test("tables of the same name elsewhere, and other tables, are not distributed", () => {
  expect(why("select from auth.session")).toBeNull()
  expect(why("select 'session' as word from workspace")).toBeNull()
})
