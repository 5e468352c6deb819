import type { Db } from "../../db/database.ts"
import { findMember, type MemberOf } from "./find-member.ts"
import type { PeopleChange } from "./people-change.ts"

/** Why a person cannot be changed or removed. */
export type OtherRefusal = "not_a_member" | "is_owner" | "is_oneself"

/** Somebody whom the person of a change may change or remove: any member but the owner and themselves. */
export async function findOther(
  db: Db,
  { workspaceId, personId }: PeopleChange,
  otherId: string,
): Promise<MemberOf | OtherRefusal> {
  const other = await findMember(db, workspaceId, otherId)
  if (!other) return "not_a_member"
  if (other.role === "owner") return "is_owner"
  return other.id === personId ? "is_oneself" : other
}
