import type { BlueprintContent, BlueprintStep, FlowSlot } from "@holdfast/protocol/flow"
import { Button } from "@mantine/core"
import { memo } from "react"
import { useEditing, usePart } from "../editor-context.ts"
import { stepIn, turnSlot } from "../edits.ts"
import { slotNames } from "../fault-places.ts"
import { CopyField } from "../fields/copy-field.tsx"
import { NumberField } from "../fields/plain-field.tsx"
import { TickField } from "../fields/tick-field.tsx"
import { OfferFields } from "./offer-fields.tsx"
import classes from "./steps.module.css"
import { SurveyPanel } from "./survey-panel.tsx"

interface StepPanelProps {
  content: BlueprintContent
  slot: FlowSlot
  openChoice: string | null
  onOpenChoice: (guid: string | null) => void
}

/** Everything of one slot of the flow. */
export function StepPanel({ content, slot, openChoice, onOpenChoice }: StepPanelProps) {
  const { isReadOnly, edit } = useEditing()
  const found = stepIn(content, slot)
  if (!found?.isOn) {
    return (
      <div className={classes.panel}>
        <p className={classes.off}>
          {slotNames[slot]} is off: customers do not see it.
          {found && " What it said is kept."}
        </p>
        {!isReadOnly && (
          <Button variant="default" w="fit-content" onClick={() => edit((now) => turnSlot(now, slot, true))}>
            Turn it on
          </Button>
        )}
      </div>
    )
  }
  const { step } = found
  return (
    <div className={classes.panel}>
      {step.stepType === "OFFER" ? (
        <OfferFields offer={step.offer} />
      ) : (
        <Texts guid={step.guid} header={step.header} description={step.description} />
      )}
      {step.stepType === "SURVEY" && (
        <SurveyPanel step={step} openChoice={openChoice} onOpenChoice={onOpenChoice} />
      )}
      {step.stepType === "FREEFORM" && <FreeformFields step={step} />}
      {step.stepType === "CONFIRM" && <ConfirmFields step={step} />}
    </div>
  )
}

/** A key in something else of the step leaves them as they are. */
const Texts = memo(function Texts({
  guid,
  header,
  description,
}: Pick<BlueprintStep, "guid" | "header" | "description">) {
  const part = usePart<BlueprintStep>(guid)
  return (
    <>
      <CopyField
        guid={guid}
        field="header"
        label="Heading"
        value={header}
        onChange={(text) => part.change((now) => ({ ...now, header: text }), "header")}
      />
      <CopyField
        guid={guid}
        field="description"
        label="Text"
        isLong
        value={description}
        onChange={(text) => part.change((now) => ({ ...now, description: text }), "description")}
      />
    </>
  )
})

type StepOf<T extends BlueprintStep["stepType"]> = Extract<BlueprintStep, { stepType: T }>

function FreeformFields({ step: { guid, freeform } }: { step: StepOf<"FREEFORM"> }) {
  const part = usePart<StepOf<"FREEFORM">>(guid)
  const set = (rest: Partial<typeof freeform>, field: string | null = null) =>
    part.change((now) => ({ ...now, freeform: { ...now.freeform, ...rest } }), field)
  return (
    <>
      <CopyField
        guid={guid}
        field="freeform.placeholder"
        label="In the empty field"
        value={freeform.placeholder}
        onChange={(placeholder) => set({ placeholder }, "freeform.placeholder")}
      />
      <TickField
        label="A text is required"
        isOn={freeform.required}
        onChange={(required) => set({ required })}
      />
      <NumberField
        guid={guid}
        field="freeform.minLength"
        label="Fewest characters"
        value={freeform.minLength}
        onChange={(minLength) => set({ minLength: minLength ?? 0 }, "freeform.minLength")}
      />
    </>
  )
}

function ConfirmFields({ step: { guid, confirm } }: { step: StepOf<"CONFIRM"> }) {
  const part = usePart<StepOf<"CONFIRM">>(guid)
  const set = (rest: Partial<typeof confirm>, field: string | null = null) =>
    part.change((now) => ({ ...now, confirm: { ...now.confirm, ...rest } }), field)
  return (
    <>
      <TickField
        label="Customers tick a box first"
        isOn={confirm.acknowledgement}
        onChange={(acknowledgement) => set({ acknowledgement })}
      />
      {confirm.acknowledgement && (
        <CopyField
          guid={guid}
          field="confirm.acknowledgementText"
          label="Words beside the box"
          value={confirm.acknowledgementText}
          onChange={(acknowledgementText) => set({ acknowledgementText }, "confirm.acknowledgementText")}
        />
      )}
    </>
  )
}
