import { changeSettings, type WorkspaceSettings } from "../account/change-settings.ts"
import { chooseWorkspace } from "./choose-workspace.ts"
import { withDatabase } from "./with-database.ts"

/** `holdfast workspace`: shows the settings of a workspace, after changing those that are given. */
export const setWorkspace = (appId: string | undefined, settings: WorkspaceSettings): Promise<number> =>
  withDatabase(async ({ database: { db } }) => {
    const { id } = await chooseWorkspace(db, appId)
    const actor = { kind: "command", name: "holdfast workspace" } as const
    await changeSettings(db, id, settings, actor, new Date())
    const workspace = await db
      .selectFrom("workspace")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirstOrThrow()
    const onOff = (value: boolean) => (value ? "on" : "off")
    const hoursWords = (hours: number | null) => (hours === null ? "forever" : `${hours} hours`)
    const lines = [
      `Workspace                ${workspace.name}`,
      `App ID                   ${workspace.app_id}`,
      `--accept-unverified      ${onOff(workspace.accepts_unverified)}`,
      `--require-flow-token     ${onOff(workspace.requires_flow_token)}`,
      `--flow-token-max-age     ${workspace.flow_token_max_age_seconds} seconds`,
      `--old-flow-token-until   ${workspace.old_flow_token_until?.toISOString() ?? "off"}`,
      `--customer-profiles      ${onOff(workspace.customer_profiles)}`,
      `--record-runs            ${onOff(workspace.records_runs)}`,
      `--keep-recordings        ${hoursWords(workspace.recording_keep_hours)}`,
    ]
    process.stdout.write(`${lines.join("\n")}\n`)
    return 0
  })
