type Fields = Record<string, unknown>

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The states of a subscription in the contract. */
export const subscriptionStates = ["active", "trial", "paused", "canceled", "unpaid", "future"] as const

/** What billing systems call them. */
const stateOf: Readonly<Record<string, string>> = {
  trialing: "trial",
  in_trial: "trial",
  past_due: "unpaid",
  cancelled: "canceled",
  pending: "future",
}

/** The state that a billing system means, in the contract's word where there is one. */
export function readSubscriptionState(word: string): string {
  const said = word.trim().toLowerCase()
  return stateOf[said] ?? said
}

/** Of a longer list the middle is not kept. */
const most = 100

/**
 * Subscriptions as the embedding page writes them, in the one shape that the schema knows. The public clients write a
 * status as a text or as an object, its dates beside its name or below `currentPeriod`, `trial` and `pause`, and a price
 * as a number or as an object. What is something else altogether stays as it came.
 */
export const evenSubscriptions = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map((each, i) => (i < most || i >= value.length - most ? even(each) : each))
    : value

function even(subscription: unknown): unknown {
  if (!isFields(subscription)) return subscription
  const { status, items } = subscription
  const stated = typeof status === "string" ? { name: status } : status
  // a client may send a great many fields: they are copied once at most
  if (!isFields(stated) && items === undefined) return subscription
  return {
    ...(isFields(stated) && periodOf(stated)),
    ...subscription,
    ...(isFields(stated) && { status: evenStatus(stated) }),
    ...(items !== undefined && { items: Array.isArray(items) ? items.map(evenItem) : items }),
  }
}

const periodOf = ({ currentPeriod }: Fields): Fields =>
  isFields(currentPeriod) ? withoutNothing({ periodStart: currentPeriod.start, end: currentPeriod.end }) : {}

function evenStatus({ currentPeriod: _, trial, pause, ...status }: Fields): Fields {
  const name = typeof status.name === "string" ? readSubscriptionState(status.name) : status.name
  const dates = name === "trial" ? trial : name === "paused" ? pause : null
  return { ...(isFields(dates) && withoutNothing({ start: dates.start, end: dates.end })), ...status, name }
}

function evenItem(item: unknown): unknown {
  if (!isFields(item) || !isFields(item.price)) return item
  const { amount, currency } = item.price
  const isPlain = typeof amount === "number" || typeof amount === "string"
  return isPlain
    ? { ...item, price: { ...item.price, amount: withoutNothing({ value: amount, currency }) } }
    : item
}

const withoutNothing = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null))
