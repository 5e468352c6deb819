import { expect, test } from "vitest"
import { actions, can, mayWatch } from "./permissions.ts"
import { type Role, roles } from "./words.ts"

const allowedTo = (role: Role) => actions.filter((action) => can(role, action))

test("the owner may everything but leave, and an admin everything but what is the owner's", () => {
  expect(actions.filter((action) => !can("owner", action))).toEqual(["workspace:leave"])
  expect(actions.filter((action) => !can("admin", action))).toEqual([
    "recording:open-up",
    "ownership:hand-over",
    "workspace:create",
    "two-factor:require",
  ])
})

test("a developer has flows, flow keys and webhooks and sees the billing, but neither people, exports nor data keys", () => {
  expect(allowedTo("developer")).toEqual([
    "session:read",
    "view:keep",
    "view:share",
    "billing:read",
    "recording:watch",
    "workspace:leave",
    "flow:edit",
    "alert:edit",
    "health:read",
    "flow-key:manage",
    "webhook:manage",
    "cancel-link:manage",
    "config-key:manage",
  ])
})

test("a member edits flows, reads and shares views; a viewer reads", () => {
  expect(allowedTo("member")).toEqual([
    "session:read",
    "view:keep",
    "view:share",
    "recording:watch",
    "workspace:leave",
    "flow:edit",
    "alert:edit",
  ])
  expect(allowedTo("viewer")).toEqual(["session:read", "view:keep", "recording:watch", "workspace:leave"])
  expect(roles).toHaveLength(5)
})

test("members and viewers watch recordings where their owner says so, and everybody above in any case", () => {
  const who = (membersWatch: boolean, viewersWatch: boolean) =>
    roles.filter((role) => mayWatch(role, { membersWatch, viewersWatch }))
  expect(who(false, false)).toEqual(["owner", "admin", "developer"])
  expect(who(true, false)).toEqual(["owner", "admin", "developer", "member"])
  expect(who(false, true)).toEqual(["owner", "admin", "developer", "viewer"])
  expect(who(true, true)).toEqual([...roles])
})
