import { Card, Complaint } from "./parts.tsx"
import type { StepProps } from "./scene.ts"

export function Confirm({ scene, screen }: StepProps<"CONFIRM">) {
  const { answers, moves, words, missing } = scene
  const { acknowledgement, acknowledgementText } = screen.confirm
  const { acknowledged } = answers
  return (
    <Card
      title={screen.header || words.confirmTitle}
      lead={screen.description || words.confirmBody}
      yes={words.cancelSubscription}
      onYes={moves.cancel}
      no={words.keepSubscription}
      onNo={moves.close}
    >
      {acknowledgement ? (
        <label class={`option field ${acknowledged ? "picked" : ""}`}>
          <input
            type="checkbox"
            data-field="acknowledged"
            checked={acknowledged}
            aria-invalid={missing?.field === "acknowledged"}
            aria-describedby="complaint"
            onChange={() => moves.answer({ acknowledged: !acknowledged })}
          />
          <span class="option-label">{acknowledgementText || words.acknowledge}</span>
        </label>
      ) : null}
      <Complaint scene={scene} of="acknowledged" />
    </Card>
  )
}
