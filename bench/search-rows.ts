import type { StreamPage } from "@holdfast/protocol/dashboard"
import type pg from "pg"
import { prng } from "../apps/server/src/demo/prng.ts"
import { timeBeside } from "./measure.ts"
import type { Bench } from "./measure-fresh.ts"
import { isSamePage } from "./page-rows.ts"
import { costRow, type Limits, limitAt, type Row } from "./row.ts"
import { largestSeeded } from "./world.ts"

const texts = 20
const asked = 2
/** The hand-written SQL is asked each text once, and so many of them in a world larger than that. */
const sampledInLarge = 4

/** Processor time: none is promised until it was measured on a quiet machine. */
const limits = {
  "one character": {},
  "two characters": {},
  "a word": {},
  "a phrase": {},
  "a customer's id": {},
  "an email": {},
  "no match": {},
} satisfies Readonly<Record<string, Limits>>
type Kind = keyof typeof limits
const waiting: Limits = { 100000: { most: 20 } }

/** Searches of every length, rare, common and without a match, among them texts of sessions of long ago. */
export async function searchRows({ ask, client, clocks, sessions }: Bench): Promise<Row[]> {
  const rows: Row[] = []
  for (const [what, words] of await searches(client, ask.workspaceId)) {
    const wordAt = (i: number) => words[i % words.length] ?? ""
    const beside = await timeBeside(
      { times: words.length * asked, floorTimes: sessions > largestSeeded ? sampledInLarge : words.length },
      {
        ask: (i) => ask.stream<StreamPage>("", `search=${encodeURIComponent(wordAt(i))}`),
        clocks: [clocks.postgres, clocks.server],
      },
      {
        ask: (i) => {
          const pattern = `%${wordAt(i)
            .toLowerCase()
            .replace(/[\\%_]/g, (each) => `\\${each}`)}%`
          return client.query<{ id: string }>(
            `select s.* from session s where s.workspace_id = $1 and s.mode = 'live' and s.search_text like $2
             order by s.created_at desc, s.id desc limit 11`,
            [ask.workspaceId, pattern],
          )
        },
        clocks: [clocks.postgres, clocks.here],
      },
      isSamePage,
    )
    rows.push(
      costRow(`search: ${what}`, beside, {
        processor: limitAt(sessions, limits[what]),
        p50: limitAt(sessions, waiting),
      }),
    )
  }
  return rows
}

/** Texts to search for, by what they are. */
async function searches(client: pg.Client, workspaceId: string): Promise<[Kind, string[]][]> {
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
    [
      "two characters",
      [
        ...some(({ search_text }) =>
          part(chance.pick(search_text.split("\n").filter((line) => line.length > 2)), 2),
        ),
        "qz",
        "zx",
        "~~",
        "§a",
        "ß!",
      ],
    ],
    ["a word", some(({ search_text }) => wordOf(search_text))],
    ["a phrase", some(({ search_text }) => part(lineOf(search_text), 18))],
    ["a customer's id", some(({ customer_id }) => customer_id)],
    ["an email", some(({ customer_email }) => customer_email)],
    ["no match", some(({ search_text }) => `${wordOf(search_text)}x${chance.between(100, 999)}q`)],
  ]
}
