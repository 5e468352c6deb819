import { mostKeysOfKind } from "@holdfast/protocol/dashboard"
import { createKeysByCommand } from "../account/create-keys-by-command.ts"
import { assertSecretFits } from "../account/keys.ts"
import { loadSecret } from "../account/secret.ts"
import { chooseWorkspace } from "./choose-workspace.ts"
import { CommandError, withDatabase } from "./with-database.ts"

/** `holdfast keys create`: a new set of keys; the sets there are stay valid. */
export const createKeys = (options: { workspace: string | undefined; json: boolean }): Promise<number> =>
  withDatabase(async ({ database }, config) => {
    const workspace = await chooseWorkspace(database.db, options.workspace)
    const secret = loadSecret(config.dataDir, config.secret)
    await assertSecretFits(database.db, secret)
    const keys = await createKeysByCommand(database.db, secret, workspace, new Date())
    if (keys === "too_many") {
      throw new CommandError(
        `There are ${mostKeysOfKind} keys of a kind already; revoke one that nothing uses, on the page Keys.`,
      )
    }
    const lines = [
      `App ID           ${keys.appId}`,
      `Flow key         ${keys.flowKey}`,
      `Data key (live)  ${keys.dataKeyLive}`,
      `Data key (test)  ${keys.dataKeyTest}`,
      `Config key       ${keys.configKey}`,
      "Keep them well: they cannot be shown again.",
    ]
    process.stdout.write(options.json ? `${JSON.stringify(keys)}\n` : `${lines.join("\n")}\n`)
    return 0
  })
