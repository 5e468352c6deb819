import { type TSchema, Type } from "typebox"

const refusals = {
  400: "the body is not JSON",
  401: "a wrong proof or key",
  402: "the billing refused; the sentence is its reason, for the customer to read",
  403: "a subscription that is not known to be the customer's",
  404: "an unknown App ID, or an id of nothing that the workspace has",
  409: "the run belongs to somebody else, the draft was changed meanwhile, or the request is settled",
  410: "a cursor of more than 30 days ago, where the sentence says how to begin again; or a recording that was deleted",
  413: "a body that is longer than the route takes; the sentence says how much that is",
  415: "a body that is said to be neither JSON nor plain text",
  422: "something that cannot be taken; the sentence names it and says what it accepts",
  424: "the workspace has published no flow; the customer can cancel all the same, and the run be reported",
  429: "too many requests from this address",
  503: "the question took too long, too many were asked at once, or the database is away; `Retry-After` says when to try again",
} as const

type Refusal = keyof typeof refusals

/**
 * What a route of the public API answers, for its documentation: a schema when all is well, and a plain sentence for each
 * kind of refusal.
 */
export function answers(
  schema: TSchema,
  description: string,
  statuses: readonly Refusal[],
  wellStatus: 200 | 202 = 200,
) {
  return {
    [wellStatus]: { description, content: { "application/json": { schema } } },
    ...sentences(statuses),
  }
}

/** The refusals alone. */
export function sentences(statuses: readonly Refusal[]) {
  const sentence = (status: Refusal) => ({
    description: refusals[status],
    content: { "text/plain": { schema: Type.String({ description: "one sentence" }) } },
  })
  return Object.fromEntries(statuses.map((status) => [status, sentence(status)]))
}
