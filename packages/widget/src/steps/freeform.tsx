import { Actions, Button, Heading, Lead } from "../view/parts.tsx"
import type { StepProps } from "../view/scene.ts"
import { TextField } from "./fields.tsx"

export function Freeform({ scene, screen }: StepProps<"FREEFORM">) {
  const { state, moves, text, language } = scene
  const { words } = language
  return (
    <>
      <Heading>{text(screen.header) || words.feedbackTitle}</Heading>
      <Lead>{text(screen.description) || words.weReadEveryAnswer}</Lead>
      <TextField
        scene={scene}
        label={words.yourAnswer}
        isOptional={!screen.freeform.required}
        value={state.answers.feedback}
        placeholder={text(screen.freeform.placeholder)}
        onInput={(feedback) => moves.answer({ feedback })}
      />
      <Actions>
        <Button kind="fill" onClick={moves.next}>
          {words.next}
        </Button>
      </Actions>
    </>
  )
}
