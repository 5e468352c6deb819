import { execFile } from "node:child_process"
import { join } from "node:path"
import { promisify } from "node:util"
import { expect, test } from "@playwright/test"
import { askDatabase } from "./ask-database.ts"
import { product, readKeys } from "./product.ts"

const run = promisify(execFile)

/** `npx holdfast verify` beside the server. */
async function verify(): Promise<{ code: number; says: string }> {
  const args = ["holdfast", "verify", "--workspace", readKeys().appId]
  const env = { ...process.env, ...product.env }
  try {
    const { stdout } = await run("npx", args, { cwd: join(import.meta.dirname, ".."), env })
    return { code: 0, says: stdout }
  } catch (fault) {
    const { code, stdout } = fault as { code: number; stdout: string }
    return { code, says: stdout }
  }
}

const looked = /^Looked at [1-9]\d* blocks? and the offers of all sessions: (.+)\.\n$/m
/** A block that a change has put out of use is not looked at until the job of each minute has made it anew. */
const untilMade = { intervals: [2_000] }

test("after all that these tests do, whatever is kept for figures is what the sessions say; what is not is named", async () => {
  await expect
    .poll(async () => {
      const { code, says } = await verify()
      return [code, looked.exec(says)?.[1] ?? (code === 0 ? "no block yet" : says)]
    }, untilMade)
    .toEqual([0, "everything is what the sessions say"])

  const resize = (size: string) =>
    askDatabase<{ id: string }>(
      `update facet_block set size = ${size} where workspace_id = (select id from workspace where app_id = $1)
       returning id`,
      [readKeys().appId],
    )
  const blocks = (await resize("size + 1")).map(({ id }) => id)
  await expect.poll(verify, untilMade).toEqual({
    code: 1,
    says: expect.stringMatching(new RegExp(`^block (?:${blocks.join("|")}) of mode .+: size `)),
  })
  await resize("cardinality(times)")
})
