import { type BlueprintStep, mostChoices } from "@holdfast/protocol/flow"
import { Button } from "@mantine/core"
import { IconPlus } from "@tabler/icons-react"
import { memo, useCallback, useLayoutEffect, useRef } from "react"
import { flushSync } from "react-dom"
import { useMoving } from "../../parts/use-moving.tsx"
import { useEditing, useFault, usePart } from "../editor-context.ts"
import { changePart, moved, newChoice } from "../edits.ts"
import { TickField } from "../fields/tick-field.tsx"
import { focusField } from "../focus-field.ts"
import { useGrowingCount } from "../use-growing-count.ts"
import { ChoiceCard } from "./choice-card.tsx"
import classes from "./steps.module.css"

type SurveyStep = Extract<BlueprintStep, { stepType: "SURVEY" }>
type Choices = SurveyStep["survey"]["choices"]

interface SurveyPanelProps {
  step: SurveyStep
  /** The choice of which everything is shown. */
  openChoice: string | null
  onOpenChoice: (guid: string | null) => void
}

/** The other choices follow a few at a time, so that a long survey is no long wait. */
const drawnFirst = 4
const drawnEachFrame = 3

/** The reasons that a customer can pick from. */
export function SurveyPanel({ step, openChoice, onOpenChoice }: SurveyPanelProps) {
  const { edit } = useEditing()
  const { choices, randomize } = step.survey
  const fault = useFault(`${step.guid}:survey.choices`)
  const part = usePart<SurveyStep>(step.guid)
  const setChoices = (change: (choices: Choices) => Choices) =>
    part.change((now) => ({ ...now, survey: { ...now.survey, choices: change(now.survey.choices) } }))
  const { mover, dragged, told } = useMoving({
    ids: choices.map(({ guid }) => guid),
    nameOf: (guid) => {
      const at = choices.findIndex((each) => each.guid === guid)
      return choices[at]?.value.trim() || `choice ${at + 1}`
    },
    onMove: (guid, place) => setChoices((now) => moved(now, guid, place)),
  })
  const { length } = choices
  const count = useGrowingCount(openChoice === null ? drawnFirst : length, length, drawnEachFrame)
  const drawn = choices.slice(0, count)
  const latest = useRef(choices)
  useLayoutEffect(() => {
    latest.current = choices
  })
  // the same for as long as the survey is, so that a key in one choice draws no other
  const remove = useCallback(
    (guid: string) => {
      const at = latest.current.findIndex((each) => each.guid === guid)
      flushSync(() => edit((content) => changePart(content, guid, () => null)))
      const left = latest.current
      const next = left[Math.min(at, left.length - 1)]
      focusField(next ? `${next.guid}:value` : `${step.guid}:survey.choices`)
    },
    [edit, step.guid],
  )
  return (
    <fieldset className={classes.group} data-field={`${step.guid}:survey.choices`} tabIndex={-1}>
      <legend className={classes.legend}>Choices</legend>
      <ol className={classes.list}>
        {drawn.map((choice, place) => (
          <ChoiceCard
            key={choice.guid}
            choice={choice}
            place={place}
            count={choices.length}
            isOpen={openChoice === choice.guid}
            isDragged={dragged === choice.guid}
            mover={mover}
            onOpen={onOpenChoice}
            onDelete={remove}
          />
        ))}
      </ol>
      {fault && <p className={classes.fault}>This {fault.fault}.</p>}
      <BelowChoices guid={step.guid} isFull={choices.length >= mostChoices} randomize={randomize} />
      {told}
    </fieldset>
  )
}

interface BelowChoicesProps {
  guid: string
  isFull: boolean
  randomize: boolean
}

/** What is not drawn again with a key in a choice. */
const BelowChoices = memo(function BelowChoices({ guid, isFull, randomize }: BelowChoicesProps) {
  const { isReadOnly } = useEditing()
  const part = usePart<SurveyStep>(guid)
  const add = () => {
    const choice = newChoice()
    flushSync(() =>
      part.change(({ survey, ...step }) => ({
        ...step,
        survey: { ...survey, choices: [...survey.choices, choice] },
      })),
    )
    focusField(`${choice.guid}:value`)
  }
  return (
    <>
      {!isReadOnly && (
        <Button
          variant="default"
          w="fit-content"
          disabled={isFull}
          leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
          onClick={add}
        >
          Add a choice
        </Button>
      )}
      <TickField
        label="Shuffle for every customer"
        isOn={randomize}
        onChange={(isOn) => part.change((now) => ({ ...now, survey: { ...now.survey, randomize: isOn } }))}
      />
    </>
  )
})
