import type { CustomerSnapshot, DirectCustomer, DirectSubscription } from "@holdfast/protocol"
import type { FlowCaller } from "@holdfast/protocol/flow"
import type { Handlers, Listeners } from "./callbacks.ts"
import type { DynamicOffers } from "./run/dynamic-offers.ts"
import { toPlain } from "./to-plain.ts"
import type { I18n } from "./words/index.ts"

/** What a page may pass to `init`: the options of the wire contract 5.2 that apply, and our own `colorScheme`. */
export interface FlowOptions extends Handlers, Listeners {
  appId?: string
  /** In direct mode `customer.id` may stand for it. */
  customerId?: string | undefined
  /** HMAC-SHA256 of the customer id with the flow key, made on the page's server. */
  authHash?: string
  /** Holdfast's flow token, in place of `customerId` and `authHash`. */
  token?: string
  subscriptionId?: string
  mode?: string
  customer?: DirectCustomer
  subscriptions?: DirectSubscription[]
  customerAttributes?: Record<string, string | number | boolean | null>
  /** False: nothing of this run is kept. */
  report?: boolean
  /** False: what the customer sees and does is not recorded. */
  record?: boolean
  /** True: show the flow, but do nothing and record nothing. */
  preview?: boolean
  i18n?: I18n
  /** What is offered in this run, in place of what was published. */
  dynamicOffers?: DynamicOffers
  bypassDiscountAppliedScreen?: boolean
  bypassPauseAppliedScreen?: boolean
  /** `auto` follows what the page looks like. */
  colorScheme?: "auto" | "light" | "dark"
}

const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== ""

/**
 * What keeps these options from opening a flow, as a sentence for the page's engineer; null when nothing does.
 * @param appId from the options or from the script's address
 */
export function problemWith(options: FlowOptions, appId: string): string | null {
  const { token, customerId, authHash } = options
  if (!isText(appId)) return "appId is missing"
  if (token !== undefined) return isText(token) ? null : "token must be a flow token (hf2_…) from your server"
  if (!isText(customerId)) return "customerId (or customer.id) must be a text, or pass a token"
  return isText(authHash) ? null : "authHash must be the HMAC-SHA256 of customerId from your server"
}

/** Who asks, as every request says it. What the page left out stays out, and what JSON cannot write. */
export function callerOf(options: FlowOptions, app: string): FlowCaller {
  const { token, customerId, authHash, subscriptionId, mode } = options
  const { customer, subscriptions, customerAttributes } = options
  const proof = token === undefined ? { customerId, authHash } : { token }
  const all = { app, ...proof, subscriptionId, mode, customer, subscriptions, customerAttributes }
  return toPlain(all) as FlowCaller
}

/** What a token says, nothing where it cannot be read. Nothing is checked here; the server does. */
function claimsIn(token: string): { c?: string; s?: string; m?: string } {
  try {
    const payload = token.replace(/^hf\d*_/, "").split(".")[0] ?? ""
    const bytes = atob(payload.replace(/-/g, "+").replace(/_/g, "/"))
    const text = new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)))
    return { ...JSON.parse(text) }
  } catch {
    return {}
  }
}

/** Whose flow this is: two tokens of one customer mean the same. */
export function customerIn({ customerId, token }: FlowOptions): string {
  if (token === undefined) return customerId ?? ""
  const { c, s } = claimsIn(token)
  return c === undefined ? token : `${c} ${s}`
}

/** The mode as the results of a session spell it. A token carries its own. */
export function modeIn({ mode, token }: FlowOptions): string {
  const said = token === undefined ? mode : claimsIn(token).m
  return String(said ?? "live").toUpperCase()
}

/** The customer as the page knows them, else as Holdfast does; at least with the id that the page has proved. */
export function customerFor(
  { customer, customerId, token }: FlowOptions,
  snapshot: CustomerSnapshot | null,
): object {
  if (customer) return customer
  const id = token === undefined ? customerId : claimsIn(token).c
  return { ...(id ? { id } : {}), ...snapshot }
}
