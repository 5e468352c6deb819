import type { AbTestBasis, NewAbTest } from "@holdfast/protocol/dashboard"
import { Button, NativeSelect, TextInput } from "@mantine/core"
import { type FormEvent, useState } from "react"
import classes from "./ab-tests.module.css"
import {
  basisWords,
  daysToFill,
  lengthWords,
  readSetUp,
  type SetUpFields,
  shortfallWords,
} from "./set-up-plan.ts"

interface SetUpFormProps {
  /** What the fields say at first; an enrolment that is left empty follows from the sample. */
  start: SetUpFields
  basis: AbTestBasis | undefined
  submitLabel: string
  isSending: boolean
  /** Why it was not saved. */
  problem: string | null
  onSubmit: (plan: Omit<NewAbTest, "segmentId">) => void
  onCancel: () => void
}

type FieldName = keyof SetUpFields

/** The plan of a test, with the sample and the weeks that follow from it as it is typed. */
export function SetUpForm({
  start,
  basis,
  submitLabel,
  isSending,
  problem,
  onSubmit,
  onCancel,
}: SetUpFormProps) {
  const [typed, setTyped] = useState(start)
  /** Nobody is told of a fault in a field that they have not been to. */
  const [left, setLeft] = useState<ReadonlySet<FieldName>>(new Set())
  const sized = readSetUp(typed)
  const suggested = sized.perArm === null ? null : daysToFill(sized.perArm, basis)
  const fields =
    typed.enrolment === "" && !left.has("enrolment")
      ? { ...typed, enrolment: String(suggested ?? 30) }
      : typed
  const { plan, perArm, enrolmentDays, faults } = readSetUp(fields)
  const shortfall =
    perArm === null || enrolmentDays === null ? null : shortfallWords(perArm, enrolmentDays, basis)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (plan) {
      if (!isSending) onSubmit(plan)
      return
    }
    setLeft(new Set(Object.keys(start) as FieldName[]))
    const [first] = Object.keys(start).filter((name) => faults[name as FieldName] !== undefined)
    if (first) event.currentTarget.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
  }
  const field = (name: FieldName) => ({
    name,
    value: fields[name],
    autoComplete: "off",
    error: left.has(name) && faults?.[name],
    inputWrapperOrder: ["label", "input", "description", "error"] as (
      | "label"
      | "input"
      | "description"
      | "error"
    )[],
    onBlur: () => setLeft((now) => (typed[name] === start[name] ? now : new Set(now).add(name))),
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      if (name === "enrolment") setLeft((now) => new Set(now).add(name))
      setTyped((now) => ({ ...now, [name]: value }))
    },
  })
  const short = { maw: 200, inputMode: "decimal" as const }
  return (
    <form onSubmit={submit} className={classes.form} noValidate>
      <TextInput
        label="Name"
        description="What is tried, such as “Pause before discount”."
        maxLength={80}
        {...field("name")}
      />
      <NativeSelect
        label="What is compared"
        maw={420}
        defaultValue="save_rate"
        data={[
          { value: "save_rate", label: "Save rate: customers who stay" },
          { value: "revenue_per_exposure", label: "Revenue per customer (needs billing)", disabled: true },
        ]}
      />
      <div className={classes.pair}>
        <TextInput
          label="Save rate today, in percent"
          description={basis ? basisWords(basis) : "The share of customers who stay."}
          {...short}
          {...field("baseline")}
        />
        <TextInput
          label="Smallest effect worth having, in points"
          description="A smaller one need not be found. 5 points lead from 40% to 45%, or to 35%."
          {...short}
          {...field("effect")}
        />
        <TextInput
          label="Confidence, in percent"
          description="95 allows 5 false verdicts in 100 tests of arms that do not differ."
          {...short}
          {...field("confidence")}
        />
      </div>
      <div role="status" className={classes.length}>
        {perArm === null ? (
          <p>The sample follows from these three.</p>
        ) : (
          <>
            <p className={classes.strong}>{lengthWords(perArm, basis)}</p>
            <p className={classes.note}>
              An effect of this size is then found in 80 of 100 tests. The length is fixed when the test
              starts.
            </p>
          </>
        )}
      </div>
      <div className={classes.pair}>
        <TextInput
          label="Enrolment, in days"
          description="For so long customers come into the test."
          {...short}
          {...field("enrolment")}
        />
        <TextInput
          label="Tracking, in days"
          description="So long after their first session a customer's last outcome counts."
          {...short}
          {...field("tracking")}
        />
      </div>
      {shortfall !== null && <p className={classes.caution}>{shortfall}</p>}
      {problem !== null && (
        <p role="alert" className={classes.problem}>
          {problem}
        </p>
      )}
      <div className={classes.buttons}>
        <Button type="submit" loading={isSending}>
          {submitLabel}
        </Button>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
