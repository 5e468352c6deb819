import type { Rebate } from "@holdfast/protocol/flow"
import type { Scene } from "../view/scene.ts"
import { fill } from "../words/index.ts"
import { money, percent } from "./format.ts"

/** What comes back as a figure, and of which payment. */
export function RebateTerms({ scene, rebate }: { scene: Scene; rebate: Rebate }) {
  const { words, locale, snapshot } = scene
  const { amountType, amount, currency, invoiceScope } = rebate
  const back =
    amountType === "PERCENT" ? percent(amount, locale) : money(amount, currency ?? snapshot?.currency, locale)
  return (
    <div class="terms ticket">
      {back ? <p class="figure">{fill(words.moneyBack, { amount: back })}</p> : null}
      <p>{invoiceScope === "FIRST_PAID" ? words.ofFirstPayment : words.ofLatestPayment}</p>
    </div>
  )
}
