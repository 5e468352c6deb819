import { minorDigits } from "@holdfast/protocol"
import type { Offer } from "@holdfast/protocol/flow"
import { Button } from "@mantine/core"
import { IconPlus } from "@tabler/icons-react"
import { withKeys } from "../../parts/with-keys.ts"
import { useEditing, useFault, usePart } from "../editor-context.ts"
import { newPlan } from "../edits.ts"
import { ChoiceField } from "../fields/choice-field.tsx"
import { NumberField, PlainField } from "../fields/plain-field.tsx"
import { TermField } from "../fields/term-field.tsx"
import classes from "./steps.module.css"

type PlanChange = Extract<Offer, { offerType: "PLAN_CHANGE" }>
type Plan = PlanChange["plans"][number]

const intervals = [
  { value: "DAY", label: "a day" },
  { value: "WEEK", label: "a week" },
  { value: "MONTH", label: "a month" },
  { value: "YEAR", label: "a year" },
] as const

/** The plans that a customer may change to. */
export function PlanFields({ offer: { guid, plans } }: { offer: PlanChange }) {
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
              <TermField
                guid={guid}
                field={`plans[${at}].id`}
                kind="prices"
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
