import type { FollowUp } from "@holdfast/protocol/flow"
import { typedOption } from "../run/answers.ts"
import { Card, Complaint } from "../view/parts.tsx"
import type { Scene, StepProps } from "../view/scene.ts"
import { Option, Question, TextField } from "./fields.tsx"

/** What is recorded is in the flow's own language; the customer may read it in another. */
const readAs = ({ value, shown }: { value: string; shown?: string }): string => shown ?? value

const questionOf = ({ question, shown }: { question: string; shown?: string }): string => shown ?? question

/** The question that the picked reason raises: options, or words, or both. */
function FollowUpQuestion({ scene, followup }: { scene: Scene; followup: FollowUp }) {
  const { answers, moves, words } = scene
  const { followupGuid, followupText } = answers
  const { options, freeformLabel, required } = followup
  const question = questionOf(followup)
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
      {[...options, ...typed].map(({ guid, ...words }) => (
        <Option
          key={guid}
          group="followup"
          label={readAs(words)}
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
        {screen.survey.choices.map(({ guid, followup, ...words }) => {
          const isPicked = guid === answers.choiceGuid
          const onPick = () => moves.answer({ choiceGuid: guid })
          return (
            <div key={guid}>
              <Option group="reason" label={readAs(words)} isPicked={isPicked} onPick={onPick} />
              {isPicked && followup ? <FollowUpQuestion scene={scene} followup={followup} /> : null}
            </div>
          )
        })}
      </div>
      <Complaint scene={scene} of="choice" />
    </Card>
  )
}
