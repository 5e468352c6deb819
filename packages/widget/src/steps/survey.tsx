import type { FollowUp } from "@holdfast/protocol/flow"
import { typedOption } from "../run/answers.ts"
import { Card, Complaint } from "../view/parts.tsx"
import type { Scene, StepProps } from "../view/scene.ts"
import { Option, Question, TextField } from "./fields.tsx"

/** The question that the picked reason raises: options, or words, or both. */
function FollowUpQuestion({ scene, followup }: { scene: Scene; followup: FollowUp }) {
  const { answers, moves, words } = scene
  const { followupGuid, followupText } = answers
  const { question, options, freeformLabel, required } = followup
  const hasOptions = options.length > 0
  const field = (
    <TextField
      scene={scene}
      label={hasOptions ? words.yourAnswer : question}
      isOptional={!required}
      value={followupText}
      onInput={(text) => moves.answer({ followupText: text })}
    />
  )
  if (!hasOptions) return <div class="followup">{field}</div>
  const typed = freeformLabel === null ? [] : [{ guid: typedOption, value: freeformLabel }]
  return (
    <fieldset class="followup" data-field="followup">
      <legend>
        <Question scene={scene} text={question} isOptional={!required} />
      </legend>
      {[...options, ...typed].map(({ guid, value }) => (
        <Option
          key={guid}
          group="followup"
          label={value}
          isPicked={followupGuid === guid}
          onPick={() => moves.answer({ followupGuid: guid })}
        />
      ))}
      <Complaint scene={scene} of="followup" />
      {followupGuid === typedOption ? field : null}
    </fieldset>
  )
}

export function Survey({ scene, screen }: StepProps<"SURVEY">) {
  const { answers, moves, words } = scene
  return (
    <Card
      title={screen.header || words.surveyTitle}
      lead={screen.description}
      yes={words.next}
      onYes={moves.next}
    >
      <div class="options" role="radiogroup" aria-labelledby="heading" data-field="choice">
        {screen.survey.choices.map(({ guid, value, followup }) => {
          const isPicked = guid === answers.choiceGuid
          const onPick = () => moves.answer({ choiceGuid: guid })
          return (
            <div key={guid}>
              <Option group="reason" label={value} isPicked={isPicked} onPick={onPick} />
              {isPicked && followup ? <FollowUpQuestion scene={scene} followup={followup} /> : null}
            </div>
          )
        })}
      </div>
      <Complaint scene={scene} of="choice" />
    </Card>
  )
}
