import { type AcceptedOffer, offerTypes, type PresentedOffer, readInstant } from "@holdfast/protocol"
import { indexOfTaken } from "@holdfast/protocol/flow"
import type { Insertable, Selectable } from "kysely"
import type { SessionOfferRow, SessionRow } from "../db/schema.ts"

/** The columns of a session from which its offers are read. */
export type OffersSource = Pick<
  Selectable<SessionRow>,
  "workspace_id" | "id" | "survey_choice_id" | "blueprint_id" | "detail"
>

export type SessionOffer = Insertable<SessionOfferRow>

/** Every column of `session_offer`; one that is left out does not compile. */
const columns: Record<keyof SessionOfferRow, true> = {
  workspace_id: true,
  session_id: true,
  position: true,
  guid: true,
  offer_type: true,
  custom_offer_type: true,
  choice_guid: true,
  option_guid: true,
  blueprint_id: true,
  is_stacked: true,
  presented_at: true,
  accepted_at: true,
  declined_at: true,
  ended: true,
}
export const offerColumns = Object.keys(columns) as (keyof SessionOfferRow)[]

/**
 * The offers of a session in the order they were shown, then one that was taken without a word of having been shown, then
 * the second offer of a pair: those that the session's page lists. The table `session_offer` holds just these.
 */
export function offersOf(session: OffersSource): SessionOffer[] {
  // the columns hold what the way in has read
  const { presentedOffers, acceptedOffer } = session.detail as {
    presentedOffers?: PresentedOffer[] | null
    acceptedOffer?: AcceptedOffer | null
  }
  const presented = presentedOffers ?? []
  const takenAt = acceptedOffer ? indexOfTaken(presented, acceptedOffer) : -1
  const shown = presented.map((offer, n) => ({
    offer,
    isStacked: false,
    isAccepted: n === takenAt || offer.accepted === true,
  }))
  if (acceptedOffer && takenAt === -1)
    shown.push({ offer: acceptedOffer, isStacked: false, isAccepted: true })
  const second = acceptedOffer?.stackedOffer
  if (second) shown.push({ offer: second, isStacked: true, isAccepted: true })
  return shown.map(({ offer, isStacked, isAccepted }, position) => ({
    workspace_id: session.workspace_id,
    session_id: session.id,
    position,
    guid: textIn(offer.guid),
    offer_type: typeIn(offer.offerType),
    custom_offer_type: textIn(offer.customOfferType),
    choice_guid:
      textIn(offer.surveyChoiceId) ?? (offer.surveyOffer === true ? session.survey_choice_id : null),
    option_guid: textIn(offer.followupOptionId),
    blueprint_id: session.blueprint_id,
    is_stacked: isStacked,
    presented_at: timeIn(offer.presentedAt),
    accepted_at: timeIn(offer.acceptedAt),
    declined_at: timeIn(offer.declinedAt),
    ended: isAccepted ? "accepted" : offer.declinedAt ? "declined" : "ignored",
  }))
}

const textIn = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null)

const typeIn = (value: unknown) => offerTypes.find((type) => type === value) ?? "CUSTOM"

/** A time before 1970 is no time of a session, and not all of them can be stored. */
function timeIn(value: unknown): Date | null {
  const time = typeof value === "string" ? readInstant(value) : null
  return time && time.getTime() >= 0 ? time : null
}
