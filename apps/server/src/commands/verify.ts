import { verifyFigures } from "../session/verify/verify-figures.ts"
import { chooseWorkspace } from "./choose-workspace.ts"
import { withDatabase } from "./with-database.ts"

/**
 * `holdfast verify`: whether every kept figure of a workspace is what its sessions say.
 * @returns 1 where one is not
 */
export const verify = (appId: string | undefined): Promise<number> =>
  withDatabase(async ({ database: { db } }) => {
    const { id } = await chooseWorkspace(db, appId)
    let blocks = 0
    let differences = 0
    for await (const { place, what } of verifyFigures(db, id, () => blocks++)) {
      differences++
      process.stdout.write(`${place}: ${what}\n`)
    }
    const looked = `${blocks} ${blocks === 1 ? "block" : "blocks"} and the offers of all sessions`
    process.stdout.write(
      differences === 0
        ? `Looked at ${looked}: everything is what the sessions say.\n`
        : `Looked at ${looked}: ${differences} ${differences === 1 ? "difference" : "differences"}.\n`,
    )
    return differences === 0 ? 0 : 1
  })
