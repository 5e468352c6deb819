import { chooseWorkspace } from "./choose-workspace.ts"
import { withDatabase } from "./with-database.ts"

export interface WorkspaceSettings {
  acceptsUnverified: boolean | undefined
  requiresFlowToken: boolean | undefined
  flowTokenMaxAgeSeconds: number | undefined
  hasCustomerProfiles: boolean | undefined
}

/** `holdfast workspace`: shows the settings of a workspace, after changing those that are given. */
export const setWorkspace = (appId: string | undefined, settings: WorkspaceSettings): Promise<number> =>
  withDatabase(async ({ database: { db } }) => {
    const { id } = await chooseWorkspace(db, appId)
    const changes = {
      accepts_unverified: settings.acceptsUnverified,
      requires_flow_token: settings.requiresFlowToken,
      flow_token_max_age_seconds: settings.flowTokenMaxAgeSeconds,
      customer_profiles: settings.hasCustomerProfiles,
    }
    if (Object.values(changes).some((value) => value !== undefined)) {
      await db.updateTable("workspace").set(changes).where("id", "=", id).execute()
    }
    const workspace = await db
      .selectFrom("workspace")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirstOrThrow()
    const onOff = (value: boolean) => (value ? "on" : "off")
    const lines = [
      `Workspace                ${workspace.name}`,
      `App ID                   ${workspace.app_id}`,
      `--accept-unverified      ${onOff(workspace.accepts_unverified)}`,
      `--require-flow-token     ${onOff(workspace.requires_flow_token)}`,
      `--flow-token-max-age     ${workspace.flow_token_max_age_seconds} seconds`,
      `--customer-profiles      ${onOff(workspace.customer_profiles)}`,
    ]
    process.stdout.write(`${lines.join("\n")}\n`)
    return 0
  })
