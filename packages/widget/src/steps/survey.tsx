import type { FollowUp } from "@holdfast/protocol"
import { typedOption } from "../run/run-state.ts"
import { Actions, Button, Complaint, Heading, Lead } from "../view/parts.tsx"
import type { Scene, StepProps } from "../view/scene.ts"
import { Option, TextField } from "./fields.tsx"
import { shuffled } from "./shuffle.ts"

/** The question that the picked reason raises: options, or words, or both. */
function FollowUpQuestion({ scene, followup }: { scene: Scene; followup: FollowUp }) {
  const { state, moves, text, language } = scene
  const { followupGuid, followupText } = state.answers
  const isTyped = followup.options.length === 0 || followupGuid === typedOption
  const question = text(followup.question)
  const field = (
    <TextField
      scene={scene}
      label={followup.options.length === 0 ? question : language.words.yourAnswer}
      isOptional={!followup.required}
      value={followupText}
      onInput={(value) => moves.answer({ followupText: value })}
    />
  )
  if (followup.options.length === 0) return <div class="followup">{field}</div>
  const pick = (guid: string) => moves.answer({ followupGuid: guid })
  return (
    <fieldset class="followup" data-field="followup">
      <legend>
        {question}
        {followup.required ? null : <span class="optional"> ({language.words.optional})</span>}
      </legend>
      {followup.options.map(({ guid, value }) => (
        <Option
          key={guid}
          class="small"
          group="followup"
          value={guid}
          label={text(value)}
          isPicked={followupGuid === guid}
          onPick={() => pick(guid)}
        />
      ))}
      {followup.freeformLabel === null ? null : (
        <Option
          class="small"
          group="followup"
          value={typedOption}
          label={text(followup.freeformLabel)}
          isPicked={followupGuid === typedOption}
          onPick={() => pick(typedOption)}
        />
      )}
      <Complaint scene={scene} of="followup" />
      {isTyped ? field : null}
    </fieldset>
  )
}

export function Survey({ scene, screen }: StepProps<"SURVEY">) {
  const { state, moves, text, language, run } = scene
  const { words } = language
  const { choices, randomize } = screen.survey
  const { choiceGuid } = state.answers
  const ordered = randomize ? shuffled(choices, run) : choices
  return (
    <>
      <Heading>{text(screen.header) || words.surveyTitle}</Heading>
      <Lead>{text(screen.description)}</Lead>
      <div class="options" role="radiogroup" aria-labelledby="heading" data-field="choice">
        {ordered.map(({ guid, value, followup }) => {
          const isPicked = guid === choiceGuid
          const onPick = () => moves.answer({ choiceGuid: guid })
          return (
            <div key={guid}>
              <Option group="reason" value={guid} label={text(value)} isPicked={isPicked} onPick={onPick} />
              {isPicked && followup ? <FollowUpQuestion scene={scene} followup={followup} /> : null}
            </div>
          )
        })}
      </div>
      <Complaint scene={scene} of="choice" />
      <Actions>
        <Button kind="fill" onClick={moves.next}>
          {words.next}
        </Button>
      </Actions>
    </>
  )
}
