import type { Phase } from "../flow/phase.ts"
import type { Child } from "../render/jsx-runtime.ts"
import { canGoBack } from "../run/run-moves.ts"
import { screenOf } from "../run/run-state.ts"
import { Confirm } from "./confirm.tsx"
import { Done, Failed, Waiting } from "./endings.tsx"
import type { Scene } from "./scene.ts"

/** Only the confirm step is at home here: the others come with the second script. */
function Step({ scene }: { scene: Scene }) {
  const screen = screenOf(scene.state)
  if (screen?.stepType === "CONFIRM") return <Confirm scene={scene} screen={screen} />
  return screen ? scene.steps?.view(scene, screen) : null
}

function content(scene: Scene, phase: Phase): Child {
  const { words } = scene.language
  if (phase.kind === "loading") return <Waiting word={words.loading} isLoading={true} />
  if (phase.kind === "working") return <Waiting word={words.working} isLoading={false} />
  if (phase.kind === "failed") return <Failed scene={scene} phase={phase} />
  if (phase.kind === "done") return <Done scene={scene} phase={phase} />
  return <Step scene={scene} />
}

const Icon = ({ path }: { path: string }) => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d={path} />
  </svg>
)

/** The panel over the dimmed page. A press beside it changes nothing: an answer half given is not lost by a slip. */
export function Panel({ scene, phase }: { scene: Scene; phase: Phase }) {
  const { moves, language, branding, state } = scene
  const { words } = language
  const hasBack = phase.kind === "step" && canGoBack(state)
  const image = branding.brandImage
  return (
    <div class="scroll">
      <main class="panel" aria-labelledby="heading">
        <header>
          {hasBack ? (
            <button
              type="button"
              class="icon"
              aria-label={words.back}
              title={words.back}
              onClick={moves.back}
            >
              <Icon path="M15 5l-7 7 7 7" />
            </button>
          ) : (
            <span class="icon" />
          )}
          {image ? <img class="brand" src={image} alt="" /> : null}
          <button
            type="button"
            class="icon"
            aria-label={words.close}
            title={words.close}
            onClick={moves.close}
          >
            <Icon path="M6 6l12 12M18 6L6 18" />
          </button>
        </header>
        <div class="step" key={`${phase.kind}${state.visits.length}`}>
          {content(scene, phase)}
        </div>
      </main>
    </div>
  )
}
