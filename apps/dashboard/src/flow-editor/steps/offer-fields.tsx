import { minorDigits } from "@holdfast/protocol"
import type { Offer } from "@holdfast/protocol/flow"
import { Button } from "@mantine/core"
import { IconPlus } from "@tabler/icons-react"
import { withKeys } from "../../parts/with-keys.ts"
import { useEditing, useFault, usePart } from "../editor-context.ts"
import { newPlan, type OfferType, ofKind } from "../edits.ts"
import { ChoiceField } from "../fields/choice-field.tsx"
import { CopyField } from "../fields/copy-field.tsx"
import { NumberField, PlainField } from "../fields/plain-field.tsx"
import classes from "./steps.module.css"

export const offerKinds: readonly { value: OfferType; label: string }[] = [
  { value: "DISCOUNT", label: "Discount" },
  { value: "PAUSE", label: "Pause" },
  { value: "PLAN_CHANGE", label: "Change of plan" },
  { value: "TRIAL_EXTENSION", label: "Longer trial" },
  { value: "CONTACT", label: "Contact support" },
  { value: "REDIRECT", label: "Redirect" },
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

type Discount = Extract<Offer, { offerType: "DISCOUNT" }>

function DiscountFields({ offer: { guid, coupon } }: { offer: Discount }) {
  const part = usePart<Discount>(guid)
  const set = (rest: Partial<Discount["coupon"]>, field: string | null = null) =>
    part.change((now) => ({ ...now, coupon: { ...now.coupon, ...rest } }), field)
  const isPercent = coupon.couponType === "PERCENT"
  const digits = isPercent ? 2 : minorDigits(coupon.currency ?? "usd")
  const scale = isPercent ? 1 : 10 ** digits
  return (
    <div className={classes.panel}>
      <PlainField
        guid={guid}
        field="coupon.id"
        label="Coupon id"
        description="As your billing system calls it."
        width={320}
        value={coupon.id}
        onChange={(id) => set({ id }, "coupon.id")}
      />
      <div className={classes.row}>
        <ChoiceField
          label="Discount"
          value={coupon.couponType}
          options={[
            { value: "PERCENT", label: "Percent" },
            { value: "AMOUNT", label: "Amount" },
          ]}
          onChange={(couponType) => set({ couponType, currency: couponType === "AMOUNT" ? "usd" : null })}
        />
        <NumberField
          guid={guid}
          field="coupon.couponAmount"
          label={isPercent ? "Percent off" : "Amount off"}
          digits={digits}
          most={1_000_000_000}
          value={coupon.couponAmount / scale}
          onChange={(amount) =>
            set({ couponAmount: Math.round((amount ?? 0) * scale * 100) / 100 }, "coupon.couponAmount")
          }
        />
        {!isPercent && (
          <PlainField
            guid={guid}
            field="coupon.currency"
            label="Currency"
            width={120}
            maxLength={3}
            value={coupon.currency ?? ""}
            onChange={(currency) => set({ currency: currency.toLowerCase() }, "coupon.currency")}
          />
        )}
      </div>
      <NumberField
        guid={guid}
        field="coupon.couponDuration"
        label="For how many months"
        description="Empty is for good."
        value={coupon.couponDuration}
        onChange={(couponDuration) => set({ couponDuration }, "coupon.couponDuration")}
      />
    </div>
  )
}

type PlanChange = Extract<Offer, { offerType: "PLAN_CHANGE" }>
type Plan = PlanChange["plans"][number]

const intervals = [
  { value: "DAY", label: "a day" },
  { value: "WEEK", label: "a week" },
  { value: "MONTH", label: "a month" },
  { value: "YEAR", label: "a year" },
] as const

function PlanFields({ offer: { guid, plans } }: { offer: PlanChange }) {
  const { isReadOnly } = useEditing()
  const fault = useFault(`${guid}:plans`)
  const part = usePart<PlanChange>(guid)
  const set = (at: number, rest: Partial<Plan>, field: string | null = null) =>
    part.change(
      (now) => ({ ...now, plans: now.plans.map((plan, i) => (i === at ? { ...plan, ...rest } : plan)) }),
      field,
    )
  return (
    <fieldset className={classes.group} data-field={`${guid}:plans`} tabIndex={-1}>
      <legend className={classes.legend}>Plans to pick from</legend>
      {withKeys(plans).map(({ item: plan, key }) => {
        const at = Number(key)
        const digits = minorDigits(plan.currency)
        const interval = plan.interval.toUpperCase()
        return (
          <fieldset key={key} className={classes.plan} aria-label={`Plan ${at + 1}`}>
            <div className={classes.row}>
              <PlainField
                guid={guid}
                field={`plans[${at}].name`}
                label="Name"
                value={plan.name}
                onChange={(name) => set(at, { name }, `plans[${at}].name`)}
              />
              <PlainField
                guid={guid}
                field={`plans[${at}].id`}
                label="Price id"
                value={plan.id}
                onChange={(id) => set(at, { id }, `plans[${at}].id`)}
              />
            </div>
            <div className={classes.row}>
              <NumberField
                guid={guid}
                field={`plans[${at}].priceMinor`}
                label="Price"
                digits={digits}
                most={1_000_000_000}
                value={plan.priceMinor / 10 ** digits}
                onChange={(price) =>
                  set(at, { priceMinor: Math.round((price ?? 0) * 10 ** digits) }, `plans[${at}].priceMinor`)
                }
              />
              <PlainField
                guid={guid}
                field={`plans[${at}].currency`}
                label="Currency"
                maxLength={3}
                value={plan.currency}
                onChange={(currency) =>
                  set(at, { currency: currency.toLowerCase() }, `plans[${at}].currency`)
                }
              />
              <ChoiceField
                label="Every"
                value={intervals.find(({ value }) => value === interval)?.value ?? "MONTH"}
                options={intervals}
                onChange={(value) => set(at, { interval: value })}
              />
            </div>
            {!isReadOnly && (
              <Button
                variant="subtle"
                size="xs"
                color="gray"
                justify="start"
                w="fit-content"
                onClick={() => part.change((now) => ({ ...now, plans: now.plans.toSpliced(at, 1) }))}
              >
                Remove this plan
              </Button>
            )}
          </fieldset>
        )
      })}
      {fault && <p className={classes.fault}>This {fault.fault}.</p>}
      {!isReadOnly && (
        <Button
          variant="default"
          size="xs"
          w="fit-content"
          leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
          onClick={() => part.change((now) => ({ ...now, plans: [...now.plans, newPlan()] }))}
        >
          Add a plan
        </Button>
      )}
    </fieldset>
  )
}
