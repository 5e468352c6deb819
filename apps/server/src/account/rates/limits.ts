import type { RateLimit } from "./rate-limits.ts"

const minute = 60_000
const hour = 60 * minute

/** Runs of the flow that a customer opens. */
export const runsOfCustomer = { scope: "run", most: 60, windowMs: hour } as const satisfies RateLimit
/** Questions of a page whether a wall is to stand before a customer. */
export const checksOfCustomer = { scope: "check", most: 240, windowMs: hour } as const satisfies RateLimit
/** Pieces of recordings of a customer: a recorder sends one each 5 seconds at the most. */
export const chunksOfCustomer = { scope: "chunk", most: 3000, windowMs: hour } as const satisfies RateLimit
/** Reports and requests of a customer. */
export const reportsOfCustomer = { scope: "report", most: 600, windowMs: hour } as const satisfies RateLimit
/** Of these, what decides: it is taken beyond them. */
export const decisionsOfCustomer = {
  scope: "decision",
  most: 120,
  windowMs: hour,
} as const satisfies RateLimit
/** Posts without any proof from one address. */
export const unverifiedPosts = {
  scope: "unverified",
  most: 30,
  windowMs: minute,
} as const satisfies RateLimit
/** Wrong proofs of customers from one address. */
export const refusedProofs = {
  scope: "refused-proof",
  most: 300,
  windowMs: 15 * minute,
} as const satisfies RateLimit
/** Wrong data keys from one address. */
export const refusedKeys = {
  scope: "refused-key",
  most: 300,
  windowMs: 15 * minute,
} as const satisfies RateLimit
/** Deliveries to the address of a billing system from one address that no connection's secret signed. */
export const refusedDeliveries = {
  scope: "refused-delivery",
  most: 300,
  windowMs: 15 * minute,
} as const satisfies RateLimit
/** Sessions that are read with one data key. */
export const readsOfKey = { scope: "read-key", most: 5_000_000, windowMs: hour } as const satisfies RateLimit
/** Events that are told with one data key. */
export const eventsOfKey = { scope: "event-key", most: 500_000, windowMs: hour } as const satisfies RateLimit
/** Sessions that are read in the stream with one login. */
export const readsOfLogin = {
  scope: "read-login",
  most: 200_000,
  windowMs: hour,
} as const satisfies RateLimit
