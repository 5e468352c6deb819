import type { AuditActors } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import type { Db } from "../../db/database.ts"

/**
 * Everybody with an id who has done something here. Leaps from one to the next through the index, so that it costs as
 * many steps as there are people, however much they did.
 */
export async function listAuditActors(db: Db, workspaceId: string): Promise<AuditActors["actors"]> {
  const { rows } = await sql<AuditActors["actors"][number]>`
    with recursive actor as (
      (
        select actor_id from audit_entry
        where workspace_id = ${workspaceId} and actor_id is not null
        order by actor_id limit 1
      )
      union all
      select (
        select e.actor_id from audit_entry e
        where e.workspace_id = ${workspaceId} and e.actor_id > actor.actor_id
        order by e.actor_id limit 1
      )
      from actor where actor.actor_id is not null
    )
    select latest.actor_kind as kind, actor.actor_id as id, latest.actor_name as name
    from actor
    cross join lateral (
      select e.actor_kind, e.actor_name from audit_entry e
      where e.workspace_id = ${workspaceId} and e.actor_id = actor.actor_id
      order by e.id desc limit 1
    ) latest
    order by lower(latest.actor_name), actor.actor_id`.execute(db)
  return rows
}
