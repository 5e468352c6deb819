import type { Scene } from "../view/scene.ts"

/** Cancels from any step with one press. It stays in sight, however long the step is. */
export const CancelNow = ({ scene: { words, moves } }: { scene: Scene }) => (
  <div class="cancel-now">
    <button type="button" class="button plain" onClick={moves.cancelNow}>
      {words.cancelNow}
    </button>
  </div>
)
