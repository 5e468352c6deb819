import { Card } from "../view/parts.tsx"
import type { StepProps } from "../view/scene.ts"
import { TextField } from "./fields.tsx"

export function Freeform({ scene, screen }: StepProps<"FREEFORM">) {
  const { answers, moves, words } = scene
  return (
    <Card
      title={screen.header || words.feedbackTitle}
      lead={screen.description || words.weReadEveryAnswer}
      yes={words.next}
      onYes={moves.next}
    >
      <TextField
        scene={scene}
        label={words.yourAnswer}
        isOptional={!screen.freeform.required}
        value={answers.feedback}
        placeholder={screen.freeform.placeholder}
        onInput={(feedback) => moves.answer({ feedback })}
      />
    </Card>
  )
}
