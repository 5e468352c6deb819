import { minorDigits } from "@holdfast/protocol"
import type { Offer } from "@holdfast/protocol/flow"
import { usePart } from "../editor-context.ts"
import { ChoiceField } from "../fields/choice-field.tsx"
import { NumberField, PlainField } from "../fields/plain-field.tsx"
import { TermField } from "../fields/term-field.tsx"
import classes from "./steps.module.css"

type Discount = Extract<Offer, { offerType: "DISCOUNT" }>

/** The coupon of a discount, and what it takes off for how long. */
export function DiscountFields({ offer: { guid, coupon } }: { offer: Discount }) {
  const part = usePart<Discount>(guid)
  const set = (rest: Partial<Discount["coupon"]>, field: string | null = null) =>
    part.change((now) => ({ ...now, coupon: { ...now.coupon, ...rest } }), field)
  const isPercent = coupon.couponType === "PERCENT"
  const digits = isPercent ? 2 : minorDigits(coupon.currency ?? "usd")
  const scale = isPercent ? 1 : 10 ** digits
  return (
    <div className={classes.panel}>
      <TermField
        guid={guid}
        field="coupon.id"
        kind="coupons"
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
