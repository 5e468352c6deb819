import type { Role } from "@holdfast/protocol"
import type { PermissionPlace } from "./permission-place.ts"

/** What is asked of a route beside its path: values for the path's parameters but the App ID's, and what is sent. */
export interface Ask {
  params?: Record<string, string>
  query?: string
  headers?: Record<string, string>
  body?: object
}

/**
 * Made anew for every single call, so that what one call uses up or takes away is there again for the next.
 * @param place the workspace whose ids are meant
 * @param personId who asks
 */
export type Prepare = (place: PermissionPlace, personId: string) => Ask | Promise<Ask>

/** Who may call a route, and what it answers to those who may: exactly this status. */
export type PermissionRow = { status: number; ask: Prepare } & (
  | { kind: "anybody" | "person" | "program" | "configurer" }
  | { kind: "workspace"; roles: readonly Role[]; others: Partial<Record<Role, number>>; isEndless: boolean }
  | { kind: "customer"; proof: "headers" | "body" }
)

const nothing: Prepare = () => ({})

/** Everybody, signed in or not. */
export const anybody = (status: number, ask = nothing): PermissionRow => ({ kind: "anybody", status, ask })

/** Whoever is signed in, in whatever workspace. */
export const person = (status: number, ask = nothing): PermissionRow => ({ kind: "person", status, ask })

/**
 * These roles, in the workspace of the address. The others are answered 403, a role in `others` what stands there; whoever
 * does not belong to the workspace 404.
 * @param isEndless the answer is a stream that stays open
 */
export const workspace = (
  roles: readonly Role[],
  status: number,
  ask = nothing,
  { others = {}, isEndless = false }: { others?: Partial<Record<Role, number>>; isEndless?: boolean } = {},
): PermissionRow => ({ kind: "workspace", roles, status, ask, others, isEndless })

/** Programs with a data key. */
export const program = (status: number, ask = nothing): PermissionRow => ({ kind: "program", status, ask })

/** Programs with a config key. */
export const configurer = (status: number, ask = nothing): PermissionRow => ({
  kind: "configurer",
  status,
  ask,
})

/** Customers, and where their proof lies. */
export const customer = (proof: "headers" | "body", status: number, ask = nothing): PermissionRow => ({
  kind: "customer",
  proof,
  status,
  ask,
})
