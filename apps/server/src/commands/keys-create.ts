import { assertSecretFits, createKeySet } from "../account/keys.ts"
import { loadSecret } from "../account/secret.ts"
import { chooseWorkspace } from "./choose-workspace.ts"
import { withDatabase } from "./with-database.ts"

/** `holdfast keys create`: a new set of keys; the sets there are stay valid. */
export const createKeys = (options: { workspace: string | undefined; json: boolean }): Promise<number> =>
  withDatabase(async ({ database }, config) => {
    const workspace = await chooseWorkspace(database.db, options.workspace)
    const secret = loadSecret(config.dataDir, config.secret)
    await assertSecretFits(database.db, secret)
    const keys = await createKeySet(database.db, secret, workspace, "Made on the command line")
    const lines = [
      `App ID           ${keys.appId}`,
      `Flow key         ${keys.flowKey}`,
      `Data key (live)  ${keys.dataKeyLive}`,
      `Data key (test)  ${keys.dataKeyTest}`,
      "Keep them well: data keys are stored only as hashes and cannot be shown again.",
    ]
    process.stdout.write(options.json ? `${JSON.stringify(keys)}\n` : `${lines.join("\n")}\n`)
    return 0
  })
