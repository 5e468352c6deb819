import { Actions, Button, Complaint, Heading, Lead } from "./parts.tsx"
import type { StepProps } from "./scene.ts"

export function Confirm({ scene, screen }: StepProps<"CONFIRM">) {
  const { state, moves, text, language, missing } = scene
  const { words } = language
  const { acknowledgement, acknowledgementText } = screen.confirm
  const tick = (acknowledged: boolean) => moves.answer({ acknowledged })
  return (
    <>
      <Heading>{text(screen.header) || words.confirmTitle}</Heading>
      <Lead>{text(screen.description) || words.confirmBody}</Lead>
      {acknowledgement ? (
        <label class="option tick">
          <input
            type="checkbox"
            data-field="acknowledged"
            checked={state.answers.acknowledged}
            aria-invalid={missing?.field === "acknowledged"}
            aria-describedby="complaint"
            onChange={(event) => tick(event.currentTarget.checked)}
          />
          <span class="option-label">{text(acknowledgementText) || words.acknowledge}</span>
        </label>
      ) : null}
      <Complaint scene={scene} of="acknowledged" />
      <Actions>
        <Button kind="fill" onClick={moves.cancel}>
          {words.cancelSubscription}
        </Button>
        <Button kind="plain" onClick={moves.close}>
          {words.keepSubscription}
        </Button>
      </Actions>
    </>
  )
}
