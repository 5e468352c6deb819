import { type RawBuilder, sql } from "kysely"

/**
 * The sessions that an SDK's config call opened in the 24 hours before `wanted.posted_at`, and no post has claimed yet:
 * those of `wanted`'s customer, of its blueprint unless that is null. One that was silent too long may still be claimed.
 * To be joined to `wanted`, which has the columns `customer_id`, `mode`, `blueprint_id` and `posted_at`; looked up by
 * index for each of them, whatever the planner thinks of their number.
 */
export const awaitingPost = (workspaceId: string): RawBuilder<unknown> => sql`lateral (
  select * from session
  where session.workspace_id = ${workspaceId} and session.customer_id = wanted.customer_id
    and session.mode = wanted.mode and session.created_at > wanted.posted_at - interval '24 hours'
    and session.awaits_post and (wanted.blueprint_id is null or session.blueprint_id = wanted.blueprint_id)
  offset 0
)`
