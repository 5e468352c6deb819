import type { FollowUp, SurveyChoice } from "@holdfast/protocol/flow"
import { ActionIcon, Button } from "@mantine/core"
import { IconPlus, IconTrash } from "@tabler/icons-react"
import { flushSync } from "react-dom"
import { MoveButtons, MoveGrip, movableRow, useMoving } from "../../parts/use-moving.tsx"
import { useEditing, useFault, usePart } from "../editor-context.ts"
import { asFollowUp, changePart, type FollowUpKind, followUpKind, moved, newOption } from "../edits.ts"
import { ChoiceField } from "../fields/choice-field.tsx"
import { CopyField } from "../fields/copy-field.tsx"
import { TickField } from "../fields/tick-field.tsx"
import { focusField } from "../focus-field.ts"
import { PartOffer } from "./part-offer.tsx"
import classes from "./steps.module.css"

const kinds: readonly { value: FollowUpKind; label: string }[] = [
  { value: "none", label: "None" },
  { value: "freeform", label: "In their own words" },
  { value: "structured", label: "Options to pick from" },
  { value: "both", label: "Options, and their own words" },
]

/** The question that a choice raises. */
export function FollowUpFields({ choice }: { choice: SurveyChoice }) {
  const { guid, followup } = choice
  const part = usePart<SurveyChoice>(guid)
  const set = (rest: Partial<FollowUp>, field: string | null = null) =>
    part.change((now) => (now.followup ? { ...now, followup: { ...now.followup, ...rest } } : now), field)
  return (
    <div className={classes.panel}>
      <ChoiceField
        label="Follow-up question"
        value={followUpKind(followup)}
        options={kinds}
        field={`${guid}:followup`}
        onChange={(kind) => part.change((now) => ({ ...now, followup: asFollowUp(now.followup, kind) }))}
      />
      {followup && (
        <>
          <CopyField
            guid={guid}
            field="followup.question"
            label="Question"
            value={followup.question}
            onChange={(question) => set({ question }, "followup.question")}
          />
          {followUpKind(followup) !== "freeform" && <OptionList choice={guid} options={followup.options} />}
          {followUpKind(followup) === "both" && (
            <CopyField
              guid={guid}
              field="followup.freeformLabel"
              label="Option that asks for their own words"
              value={followup.freeformLabel ?? ""}
              onChange={(freeformLabel) => set({ freeformLabel }, "followup.freeformLabel")}
            />
          )}
          <TickField
            label="An answer is required"
            isOn={followup.required}
            onChange={(required) => set({ required })}
          />
        </>
      )}
    </div>
  )
}

function OptionList({ choice, options }: { choice: string; options: FollowUp["options"] }) {
  const { isReadOnly, edit } = useEditing()
  const fault = useFault(`${choice}:followup.options`)
  const part = usePart<SurveyChoice>(choice)
  const setOptions = (change: (options: FollowUp["options"]) => FollowUp["options"]) =>
    part.change((now) =>
      now.followup ? { ...now, followup: { ...now.followup, options: change(now.followup.options) } } : now,
    )
  const nameOf = (guid: string) => {
    const at = options.findIndex((each) => each.guid === guid)
    return options[at]?.value.trim() || `option ${at + 1}`
  }
  const { mover, dragged, told } = useMoving({
    ids: options.map(({ guid }) => guid),
    nameOf,
    onMove: (guid, place) => setOptions((now) => moved(now, guid, place)),
  })
  const add = () => {
    const option = newOption()
    flushSync(() => setOptions((now) => [...now, option]))
    focusField(`${option.guid}:value`)
  }
  const remove = (guid: string, at: number) => {
    flushSync(() => setOptions((now) => now.filter((each) => each.guid !== guid)))
    const next = options.filter((each) => each.guid !== guid)
    focusField(`${next[Math.min(at, next.length - 1)]?.guid ?? choice}:value`)
  }
  return (
    <fieldset className={classes.group} data-field={`${choice}:followup.options`} tabIndex={-1}>
      <legend className={classes.legend}>Options</legend>
      <ol className={classes.list}>
        {options.map(({ guid, value, offer }, at) => (
          <li
            key={guid}
            className={classes.option}
            {...(!isReadOnly && movableRow(mover, guid, dragged === guid))}
          >
            {isReadOnly ? <span /> : <MoveGrip mover={mover} id={guid} />}
            <CopyField
              guid={guid}
              field="value"
              label={`Option ${at + 1}`}
              isLabelHidden
              value={value}
              onChange={(text) =>
                edit(
                  (content) =>
                    changePart<FollowUp["options"][number]>(content, guid, (now) => ({
                      ...now,
                      value: text,
                    })),
                  `${guid}:value`,
                )
              }
            />
            {!isReadOnly && (
              <span className={classes.tools}>
                <MoveButtons mover={mover} id={guid} name={nameOf(guid)} place={at} count={options.length} />
                <ActionIcon size={28} aria-label={`Delete ${nameOf(guid)}`} onClick={() => remove(guid, at)}>
                  <IconTrash size={16} stroke={1.75} aria-hidden />
                </ActionIcon>
              </span>
            )}
            <div className={classes.optionOffer}>
              <PartOffer part={{ guid, offer: offer ?? null }} label={`Offer for option ${at + 1}`} />
            </div>
          </li>
        ))}
      </ol>
      {fault && <p className={classes.fault}>This {fault.fault}.</p>}
      {!isReadOnly && (
        <Button
          variant="default"
          size="xs"
          w="fit-content"
          leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
          onClick={add}
        >
          Add an option
        </Button>
      )}
      {told}
    </fieldset>
  )
}
