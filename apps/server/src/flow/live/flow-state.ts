import { type Kysely, sql } from "kysely"
import type { Tables } from "../../db/schema.ts"

/** What everybody who has a flow's editor open is told. */
export interface FlowState {
  revision: number
  /** Who changed the draft last; the name is null for somebody who is gone, and for a key or a command. */
  changedBy: { id: string | null; name: string | null }
  /** The newest version. */
  published: { blueprintId: string; version: number; publishedAt: string } | null
  /** Who has it open, each once, by name. */
  people: { id: string; name: string }[]
}

/** An open page that was not kept fresh for so long is of a server that ended. */
const staleSeconds = 15

/** null without such a flow. */
export async function readFlowState(
  db: Kysely<Tables>,
  workspaceId: string,
  flowId: string,
): Promise<FlowState | null> {
  const flow = await db
    .selectFrom("flow")
    .select(["draft_revision", "draft_changed_by"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", flowId)
    .executeTakeFirst()
  if (!flow) return null
  const newest = await db
    .selectFrom("blueprint")
    .select(["id", "version", "published_at"])
    .where("workspace_id", "=", workspaceId)
    .where("flow_id", "=", flowId)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst()
  const team = await db
    .selectFrom("member")
    .innerJoin("auth.user", "auth.user.id", "member.user_id")
    .select(["auth.user.id", "auth.user.name", "auth.user.email"])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom("flow_editor")
            .select("flow_editor.id")
            .where("flow_editor.workspace_id", "=", workspaceId)
            .where("flow_editor.flow_id", "=", flowId)
            .whereRef("flow_editor.user_id", "=", "member.user_id")
            .where("flow_editor.seen_at", ">", sql<Date>`now() - make_interval(secs => ${staleSeconds})`),
        )
        .as("is_here"),
    )
    .where("member.workspace_id", "=", workspaceId)
    .orderBy((eb) => eb.fn<string>("lower", ["auth.user.name"]))
    .orderBy("auth.user.id")
    .execute()
  const nameOf = ({ name, email }: (typeof team)[number]) => name || email
  const changer = team.find(({ id }) => id === flow.draft_changed_by)
  return {
    revision: flow.draft_revision,
    changedBy: { id: flow.draft_changed_by, name: changer ? nameOf(changer) : null },
    published: newest
      ? { blueprintId: newest.id, version: newest.version, publishedAt: newest.published_at.toISOString() }
      : null,
    people: team.filter(({ is_here }) => is_here).map((each) => ({ id: each.id, name: nameOf(each) })),
  }
}

/** An open page of an editor. */
export interface OpenEditor {
  workspaceId: string
  flowId: string
  id: string
  personId: string
}

/** Says that a page is open, for a while. */
export async function keepEditor(db: Kysely<Tables>, editor: OpenEditor): Promise<void> {
  const seen = sql<Date>`now()`
  await db
    .insertInto("flow_editor")
    .values({
      workspace_id: editor.workspaceId,
      flow_id: editor.flowId,
      id: editor.id,
      user_id: editor.personId,
      seen_at: seen,
    })
    .onConflict((conflict) =>
      conflict.columns(["workspace_id", "flow_id", "id"]).doUpdateSet({ seen_at: seen }),
    )
    .execute()
}

/** The page is gone; so are those of servers that ended without saying so. */
export async function dropEditor(db: Kysely<Tables>, { workspaceId, flowId, id }: OpenEditor): Promise<void> {
  await db
    .deleteFrom("flow_editor")
    .where("workspace_id", "=", workspaceId)
    .where("flow_id", "=", flowId)
    .where((eb) =>
      eb.or([
        eb("id", "=", id),
        eb("seen_at", "<", sql<Date>`now() - make_interval(secs => ${2 * staleSeconds})`),
      ]),
    )
    .execute()
}
