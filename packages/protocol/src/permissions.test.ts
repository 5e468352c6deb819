import { expect, test } from "vitest"
import { actions, can } from "./permissions.ts"
import { type Role, roles } from "./words.ts"

const allowedTo = (role: Role) => actions.filter((action) => can(role, action))

test("the owner may everything but leave, and an admin everything but what is the owner's", () => {
  expect(actions.filter((action) => !can("owner", action))).toEqual(["workspace:leave"])
  expect(actions.filter((action) => !can("admin", action))).toEqual([
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
    "workspace:leave",
    "flow:edit",
    "alert:edit",
  ])
  expect(allowedTo("viewer")).toEqual(["session:read", "view:keep", "workspace:leave"])
  expect(roles).toHaveLength(5)
})
