import { type Action, type Role, rolesThatCan } from "@holdfast/protocol"

const names: Record<Role, string> = {
  owner: "Owner",
  admin: "Admin",
  developer: "Developer",
  member: "Member",
  viewer: "Viewer",
}

/** A role as a person reads it. */
export const roleName = (role: Role): string => names[role]

/** Why a role may not do something: who may, and what this person is. */
export function refusalWords(action: Action, role: Role): string {
  const others = rolesThatCan(action).map((each) => `${names[each]}s`)
  const last = others.pop() ?? "Nobody"
  const who = others.length > 0 ? `${others.join(", ")} and ${last}` : last
  return `Only ${who} can do this; you are ${/^[AO]/.test(names[role]) ? "an" : "a"} ${names[role]}.`
}
