import type { Offer } from "@holdfast/protocol/flow"
import { usePart } from "../editor-context.ts"
import { type OfferType, ofKind } from "../edits.ts"
import { ChoiceField } from "../fields/choice-field.tsx"
import { CopyField } from "../fields/copy-field.tsx"
import { NumberField, PlainField } from "../fields/plain-field.tsx"
import { DiscountFields } from "./discount-fields.tsx"
import { PlanFields } from "./plan-fields.tsx"
import { RebateFields } from "./rebate-fields.tsx"
import classes from "./steps.module.css"

export const offerKinds: readonly { value: OfferType; label: string }[] = [
  { value: "DISCOUNT", label: "Discount" },
  { value: "PAUSE", label: "Pause" },
  { value: "PLAN_CHANGE", label: "Change of plan" },
  { value: "TRIAL_EXTENSION", label: "Longer trial" },
  { value: "CONTACT", label: "Contact support" },
  { value: "REDIRECT", label: "Redirect" },
  { value: "REBATE", label: "Rebate" },
  { value: "CUSTOM", label: "Your own" },
]

/** What an offer gives, and what it says. */
export function OfferFields({ offer, hasKind = true }: { offer: Offer; hasKind?: boolean }) {
  const { guid, copy } = offer
  const part = usePart<Offer>(guid)
  const say = (field: keyof Offer["copy"]) => (text: string) =>
    part.change((now) => ({ ...now, copy: { ...now.copy, [field]: text } }), `copy.${field}`)
  return (
    <div className={classes.panel}>
      {hasKind && (
        <ChoiceField
          label="Kind of offer"
          value={offer.offerType}
          options={offerKinds}
          field={`${guid}:offerType`}
          onChange={(kind) => part.change((now) => ofKind(now, kind))}
        />
      )}
      <OfferTermFields offer={offer} />
      <CopyField
        guid={guid}
        field="copy.header"
        label="Heading"
        value={copy.header}
        onChange={say("header")}
      />
      <CopyField
        guid={guid}
        field="copy.description"
        label="Text"
        isLong
        value={copy.description}
        onChange={say("description")}
      />
      <div className={classes.row}>
        <CopyField
          guid={guid}
          field="copy.cta"
          label="Button that takes it"
          placeholder="Holdfast's own words"
          value={copy.cta}
          onChange={say("cta")}
        />
        <CopyField
          guid={guid}
          field="copy.declineCta"
          label="Button that declines"
          placeholder="Holdfast's own words"
          value={copy.declineCta}
          onChange={say("declineCta")}
        />
      </div>
    </div>
  )
}

function OfferTermFields({ offer }: { offer: Offer }) {
  const { guid } = offer
  const part = usePart<Offer>(guid)
  const set = <T extends Offer>(_: T, field: string, change: (now: T) => T) =>
    part.change((now) => change(now as T), field)
  switch (offer.offerType) {
    case "DISCOUNT":
      return <DiscountFields offer={offer} />
    case "PAUSE":
      return (
        <div className={classes.row}>
          <NumberField
            guid={guid}
            field="maxPauseLength"
            label="Longest pause"
            value={offer.maxPauseLength}
            onChange={(length) =>
              set(offer, "maxPauseLength", (now) => ({ ...now, maxPauseLength: length ?? 0 }))
            }
          />
          <ChoiceField
            label="Counted in"
            value={offer.pauseInterval}
            options={[
              { value: "MONTH", label: "Months" },
              { value: "WEEK", label: "Weeks" },
            ]}
            onChange={(interval) =>
              set(offer, "pauseInterval", (now) => ({ ...now, pauseInterval: interval }))
            }
          />
        </div>
      )
    case "REBATE":
      return <RebateFields offer={offer} />
    case "CUSTOM":
      return (
        <>
          <PlainField
            guid={guid}
            field="customOfferType"
            label="Name of the offer"
            description="Your page's handleCustomOffer gets it, and reports say it. A page without that handler does not show the offer."
            value={offer.customOfferType}
            onChange={(customOfferType) =>
              set(offer, "customOfferType", (now) => ({ ...now, customOfferType }))
            }
          />
          <PlainField
            guid={guid}
            field="data"
            label="Data (JSON)"
            description="The handler gets this object beside the name, and so does an SDK's component. It may be left empty."
            placeholder='{"minutes": 30}'
            value={offer.data ?? ""}
            onChange={(data) => set(offer, "data", (now) => ({ ...now, data }))}
          />
        </>
      )
    case "PLAN_CHANGE":
      return <PlanFields offer={offer} />
    case "TRIAL_EXTENSION":
      return (
        <NumberField
          guid={guid}
          field="days"
          label="Days added to the trial"
          value={offer.days}
          onChange={(days) => set(offer, "days", (now) => ({ ...now, days: days ?? 0 }))}
        />
      )
    case "REDIRECT":
      return (
        <PlainField
          guid={guid}
          field="url"
          label="Address"
          placeholder="https://"
          maxLength={2000}
          value={offer.url}
          onChange={(url) => set(offer, "url", (now) => ({ ...now, url }))}
        />
      )
    case "CONTACT":
      return (
        <PlainField
          guid={guid}
          field="url"
          label="Address of support"
          placeholder="https: or mailto:"
          maxLength={2000}
          value={offer.url ?? ""}
          onChange={(url) => set(offer, "url", (now) => ({ ...now, url: url === "" ? null : url }))}
        />
      )
  }
}
