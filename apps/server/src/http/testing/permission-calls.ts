import { randomUUID } from "node:crypto"
import { type Role, roles } from "@holdfast/protocol"
import { merchantHmac } from "../../testing/test-app.ts"
import type { Caller, Callers } from "./permission-callers.ts"
import type { PermissionPlace } from "./permission-place.ts"
import type { Ask, PermissionRow } from "./permission-row.ts"

/** One call of a route, and what it must be answered. */
export interface PermissionCall {
  who: string
  status: number
  caller: Caller
  /** Whose address is called. */
  at: PermissionPlace
  /** Whose ids stand in it. */
  idsOf: PermissionPlace
  /** Added to what the row asks, such as a customer's proof. */
  more?: Ask
}

export interface PermissionWorld extends Callers {
  shop: PermissionPlace
  other: PermissionPlace
}

/** Everybody who asks, of every row the same. */
export function permissionCalls(world: PermissionWorld, row: PermissionRow): PermissionCall[] {
  const { shop, members, removed, strangers, programs, configurers, refusedPrograms } = world
  const everyKey = [...programs, ...configurers, ...refusedPrograms]
  const people = [...Object.values(members), removed]
  const all = (callers: readonly Caller[], status: number): PermissionCall[] =>
    callers.map((caller) => ({ who: caller.name, status, caller, at: shop, idsOf: shop }))
  switch (row.kind) {
    case "anybody":
      return all([...people, ...strangers, ...everyKey], row.status)
    case "person":
      return [...all(people, row.status), ...all([...strangers, ...everyKey], 401)]
    case "program":
      // whoever names no App ID is told that there is no such workspace
      return [
        ...all(programs, row.status),
        ...all([...configurers, ...refusedPrograms], 401),
        ...all([...people, ...strangers], 404),
      ]
    case "configurer":
      return [
        ...all(configurers, row.status),
        ...all([...programs, ...refusedPrograms], 401),
        ...all([...people, ...strangers], 404),
      ]
    case "customer": {
      const unproven = all([...people, ...strangers, ...everyKey], 401)
      return [
        ...unproven.map((call) => ({ ...call, more: sayCustomer(row.proof, shop, null) })),
        ...proofCalls(world, row.proof, row.status),
      ]
    }
    case "workspace":
      return [
        ...roles.flatMap((role) => all([members[role]], statusFor(role, row))),
        ...all([removed], 404),
        ...all([...strangers, ...everyKey], 401),
        ...elsewhere(world, people),
        ...strayIds(world, row.roles),
      ]
  }
}

const statusFor = (role: Role, row: PermissionRow & { kind: "workspace" }) =>
  row.roles.includes(role) ? row.status : (row.others[role] ?? 403)

/** People of one workspace at the address of another, which stays unseen. */
const elsewhere = ({ other }: PermissionWorld, people: readonly Caller[]): PermissionCall[] =>
  people.map((caller) => ({
    who: `${caller.name} at another workspace`,
    status: 404,
    caller,
    at: other,
    idsOf: other,
  }))

/** Who may, at their own address, with ids that another workspace has. */
const strayIds = ({ shop, other, members }: PermissionWorld, allowed: readonly Role[]): PermissionCall[] =>
  allowed.map((role) => ({
    who: `${role} with ids of another workspace`,
    status: 404,
    caller: members[role],
    at: shop,
    idsOf: other,
  }))

function proofCalls(
  { shop, other, proofs }: PermissionWorld,
  where: "headers" | "body",
  status: number,
): PermissionCall[] {
  const nobody: Caller = { name: "", headers: {}, personId: "" }
  const call = (who: string, wanted: number, key: string): PermissionCall => ({
    who: `a customer with a proof by ${who}`,
    status: wanted,
    caller: nobody,
    at: shop,
    idsOf: shop,
    more: sayCustomer(where, shop, key),
  })
  return [
    call("the flow key", status, shop.flowKey),
    call("a data key", 401, shop.dataKeyLive),
    call("a config key", 401, shop.configKey),
    call("a revoked flow key", 401, proofs.revoked),
    call("a replaced flow key", 401, proofs.replaced),
    call("another workspace's flow key", 401, other.flowKey),
  ]
}

/** A customer, and the proof if there is a key to make it with. */
function sayCustomer(where: "headers" | "body", { appId }: PermissionPlace, key: string | null): Ask {
  const customerId = `cus_${randomUUID()}`
  const hash = key === null ? null : merchantHmac(key, customerId)
  if (where === "body") return { body: { app: appId, customerId, ...(hash && { authHash: hash }) } }
  const headers = { "x-ck-app": appId, "x-ck-customer": customerId }
  return { headers: { ...headers, ...(hash && { "x-ck-authorization": hash }) } }
}
