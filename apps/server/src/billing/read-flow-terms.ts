import { type BlueprintContent, type Offer, offersOf } from "@holdfast/protocol/flow"
import type { BillingAct } from "@holdfast/protocol/schema"
import type { Db } from "../db/database.ts"
import { findBlueprint, listBlueprints } from "../flow/blueprints.ts"
import type { CancellationReason, FlowTerms } from "./provider.ts"
import type { StoredRequest } from "./stored-request.ts"

/**
 * What a request's session and its published version say of it: why the customer cancels, and whether the flow offers what
 * they ask for. A request comes from a browser, where anybody can write another coupon, plan, or number of days into it.
 */
export async function readFlowTerms(
  db: Db,
  { workspaceId, sessionId, request: { act } }: Pick<StoredRequest, "workspaceId" | "sessionId" | "request">,
): Promise<FlowTerms> {
  const session =
    sessionId === null
      ? undefined
      : await db
          .selectFrom("session")
          .select(["survey_choice_value", "followup_response", "feedback", "blueprint_id"])
          .where("workspace_id", "=", workspaceId)
          .where("id", "=", sessionId)
          .executeTakeFirst()
  if (act.action === "cancel") {
    return { isOffered: true, rebate: null, reason: session ? reasonOf(session) : null }
  }
  // whoever pauses may go on
  if (act.action === "resume") return { isOffered: true, rebate: null, reason: null }
  const blueprintId = session?.blueprint_id ?? act.body.blueprintId ?? null
  const offers = (await contentsOf(db, workspaceId, blueprintId)).flatMap(offersOf)
  const offered = offers.filter((offer) => gives(offer, act))
  const { offerGuid } = act.body
  const taken = offered.find(({ guid }) => guid === offerGuid) ?? offered[0]
  return {
    isOffered: taken !== undefined,
    reason: null,
    rebate: taken?.offerType === "REBATE" ? taken.rebate : null,
  }
}

function reasonOf(session: {
  survey_choice_value: string | null
  followup_response: string | null
  feedback: string | null
}): CancellationReason | null {
  const { survey_choice_value: choice, followup_response: followup, feedback } = session
  return choice || followup || feedback ? { choice, followup, feedback } : null
}

/** The version that the customer ran; where nobody says which, the newest one of each flow. */
async function contentsOf(
  db: Db,
  workspaceId: string,
  blueprintId: string | null,
): Promise<BlueprintContent[]> {
  if (blueprintId !== null) {
    const blueprint = await findBlueprint(db, workspaceId, blueprintId)
    return blueprint ? [blueprint.content] : []
  }
  // by flow and version: the last of a flow is its newest
  const newest = new Map(
    (await listBlueprints(db, workspaceId)).map(({ flowId, content }) => [flowId, content]),
  )
  return [...newest.values()]
}

/** Whether an offer gives what is asked. */
function gives(offer: Offer, act: Exclude<BillingAct, { action: "cancel" | "resume" }>): boolean {
  switch (act.action) {
    case "discount":
      return offer.offerType === "DISCOUNT" && offer.coupon.id === act.body.coupon
    case "pause":
      return (
        offer.offerType === "PAUSE" &&
        offer.pauseInterval.toLowerCase() === act.body.interval &&
        act.body.duration <= offer.maxPauseLength
      )
    case "change-plan":
      return offer.offerType === "PLAN_CHANGE" && offer.plans.some(({ id }) => id === act.body.planId)
    case "extend-trial":
      return offer.offerType === "TRIAL_EXTENSION" && act.body.days <= offer.days
    case "rebate":
      return offer.offerType === "REBATE"
  }
}
