import { minorDigits } from "@holdfast/protocol"
import type { Offer } from "@holdfast/protocol/flow"
import { usePart } from "../editor-context.ts"
import { ChoiceField } from "../fields/choice-field.tsx"
import { NumberField, PlainField } from "../fields/plain-field.tsx"
import classes from "./steps.module.css"

type RebateOffer = Extract<Offer, { offerType: "REBATE" }>

/** What a rebate pays back, and of which payment. */
export function RebateFields({ offer: { guid, rebate } }: { offer: RebateOffer }) {
  const part = usePart<RebateOffer>(guid)
  const set = (rest: Partial<RebateOffer["rebate"]>, field: string | null = null) =>
    part.change((now) => ({ ...now, rebate: { ...now.rebate, ...rest } }), field)
  const isPercent = rebate.amountType === "PERCENT"
  const digits = isPercent ? 2 : minorDigits(rebate.currency ?? "usd")
  const scale = isPercent ? 1 : 10 ** digits
  return (
    <div className={classes.panel}>
      <div className={classes.row}>
        <ChoiceField
          label="Rebate"
          value={rebate.amountType}
          options={[
            { value: "PERCENT", label: "Percent" },
            { value: "FIXED", label: "Amount" },
          ]}
          onChange={(amountType) => set({ amountType, currency: amountType === "FIXED" ? "usd" : null })}
        />
        <NumberField
          guid={guid}
          field="rebate.amount"
          label={isPercent ? "Percent back" : "Amount back"}
          digits={digits}
          most={1_000_000_000}
          value={rebate.amount / scale}
          onChange={(amount) =>
            set({ amount: Math.round((amount ?? 0) * scale * 100) / 100 }, "rebate.amount")
          }
        />
        {!isPercent && (
          <PlainField
            guid={guid}
            field="rebate.currency"
            label="Currency"
            width={120}
            maxLength={3}
            value={rebate.currency ?? ""}
            onChange={(currency) => set({ currency: currency.toLowerCase() }, "rebate.currency")}
          />
        )}
      </div>
      <ChoiceField
        label="Paid back from"
        value={rebate.invoiceScope}
        options={[
          { value: "LATEST_PAID", label: "The latest paid invoice" },
          { value: "FIRST_PAID", label: "The first paid invoice" },
        ]}
        onChange={(invoiceScope) => set({ invoiceScope })}
      />
    </div>
  )
}
