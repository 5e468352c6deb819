import type { Offer } from "@holdfast/protocol/flow"
import { usePart } from "../editor-context.ts"
import { newOffer, type OfferType, ofKind } from "../edits.ts"
import { ChoiceField } from "../fields/choice-field.tsx"
import { OfferFields, offerKinds } from "./offer-fields.tsx"
import classes from "./steps.module.css"

/** A part that may raise an offer: a survey choice, or an option of its follow-up. */
interface MayOffer {
  guid: string
  offer?: Offer | null
}

const none = { value: "NONE", label: "None" } as const

/** The offer that a part raises, or none. */
export function PartOffer({ part: { guid, offer = null }, label }: { part: MayOffer; label: string }) {
  const part = usePart<MayOffer>(guid)
  const setKind = (kind: OfferType | "NONE") =>
    part.change((now) => ({
      ...now,
      offer: kind === "NONE" ? null : now.offer ? ofKind(now.offer, kind) : newOffer(kind),
    }))
  return (
    <div className={classes.panel}>
      <ChoiceField
        label={label}
        value={offer?.offerType ?? "NONE"}
        options={[none, ...offerKinds]}
        // where there is an offer, it is the kind of that one
        field={offer ? `${offer.guid}:offerType` : `${guid}:offer`}
        onChange={setKind}
      />
      {offer && <OfferFields offer={offer} hasKind={false} />}
    </div>
  )
}
