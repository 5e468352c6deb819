import type { StreamPage } from "@holdfast/protocol/dashboard"
import type pg from "pg"
import { prng } from "../apps/server/src/demo/prng.ts"
import type { Asker } from "./asker.ts"
import { timeOnce, timingOf } from "./measure.ts"
import { atMost, type Row, type Scale, timingRow } from "./row.ts"

const texts = 40
const asked = 5

/** Searches of every length, rare, common and without a match, among them texts of sessions of long ago. */
export async function searchRows(ask: Asker, client: pg.Client, scale: Scale): Promise<Row[]> {
  const kinds = await searches(client, ask.workspaceId)
  const rows: Row[] = []
  for (const [what, words] of kinds) {
    const page = (text: string) => ask.stream<StreamPage>("", `search=${encodeURIComponent(text)}`)
    const took: number[] = []
    for (const text of words) {
      await page(text)
      for (let i = 0; i < asked; i++) took.push(await timeOnce(() => page(text)))
    }
    const raw: number[] = []
    for (const text of words.slice(0, Math.ceil(4 * scale.share))) {
      const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, (each) => `\\${each}`)}%`
      raw.push(
        await timeOnce(() =>
          client.query(
            `select s.* from session s where s.workspace_id = $1 and s.mode = 'live' and s.search_text like $2
             order by s.created_at desc, s.id desc limit 11`,
            [ask.workspaceId, pattern],
          ),
        ),
      )
    }
    const ours = timingOf(took)
    rows.push(
      timingRow(`search: ${what}`, ours, timingOf(raw), [
        atMost("p95", ours.p95Ms, 60 * scale.times),
        atMost("worst", ours.worstMs, 150 * scale.times),
      ]),
    )
  }
  return rows
}

export async function searches(client: pg.Client, workspaceId: string): Promise<[string, string[]][]> {
  const { rows } = await client.query<{ search_text: string; customer_id: string; customer_email: string }>(
    `select search_text, customer_id, customer_email from session
     where workspace_id = $1 and mode = 'live' and feedback is not null and customer_email is not null
     order by id offset 1000 limit 4000`,
    [workspaceId],
  )
  const chance = prng(17)
  const some = (pickText: (row: (typeof rows)[number]) => string) =>
    Array.from({ length: texts }, () => pickText(chance.pick(rows)))
  const part = (text: string, length: number) => {
    const at = chance.between(0, Math.max(0, text.length - length))
    return text.slice(at, at + length)
  }
  const wordOf = (text: string) =>
    chance.pick(text.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 3))
  // a feedback of several paragraphs has empty lines
  const lineOf = (text: string) =>
    chance.pick(
      text
        .split("\n")
        .slice(2)
        .filter((line) => line.trim().length > 3),
    )
  return [
    ["one character", [..."abcdefghijklmnopqrstuvwxyz0123456789@.-_%~§é"]],
    ["two characters", [...some(({ search_text }) => part(search_text, 2)), "qz", "zx", "~~", "§a", "ß!"]],
    ["a word", some(({ search_text }) => wordOf(search_text))],
    ["a phrase", some(({ search_text }) => part(lineOf(search_text), 18))],
    ["a customer's id", some(({ customer_id }) => customer_id)],
    ["an email", some(({ customer_email }) => customer_email)],
    ["no match", some(({ search_text }) => `${wordOf(search_text)}x${chance.between(100, 999)}q`)],
  ]
}
