import type Stripe from "stripe"

/** In the metadata of what Holdfast changed: the ids of the requests that did, newest first. */
const key = "holdfast_request"

/** A value of Stripe's metadata takes 500 characters, an id 36. */
const most = 13

interface Marked {
  metadata?: Stripe.Metadata | null
}

const marksOf = ({ metadata }: Marked): string[] => (metadata?.[key] ?? "").split(" ").filter(Boolean)

/** Whether a request was carried out on this object. The mark is written by the very call that carries it out. */
export const isMarked = (object: Marked, requestId: string): boolean => marksOf(object).includes(requestId)

/** Whether any request of Holdfast was. */
export const hasMarks = (object: Marked): boolean => marksOf(object).length > 0

/** The metadata that says so, beside what it says of earlier requests. */
export const markedWith = (object: Marked, requestId: string): Record<string, string> => ({
  [key]: [requestId, ...marksOf(object).filter((id) => id !== requestId)].slice(0, most).join(" "),
})
