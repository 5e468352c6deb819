import type { Child } from "../render/jsx-runtime.ts"
import { Confirm } from "./confirm.tsx"
import { Done, Failed, Loading, Working } from "./endings.tsx"
import { IconButton } from "./parts.tsx"
import type { Scene } from "./scene.ts"

function Content({ scene }: { scene: Scene }): Child {
  const { phase, screen, script, words } = scene
  if (phase.kind === "loading") return <Loading word={words.loading} />
  if (phase.kind === "working" || phase.kind === "slow") return <Working scene={scene} />
  if (phase.kind === "failed") return <Failed scene={scene} phase={phase} />
  if (phase.kind === "done") return <Done scene={scene} phase={phase} />
  if (!screen) return null
  if (script) return <script.Step scene={scene} screen={screen} />
  // without the script there is the built-in step alone
  return screen.stepType === "CONFIRM" ? <Confirm scene={scene} screen={screen} /> : null
}

/** The panel over the dimmed page. A press beside it changes nothing: an answer half given is not lost by a slip. */
export function Panel({ scene }: { scene: Scene }) {
  const { moves, words, brandImage, hasBack, key } = scene
  return (
    <div class="scroll">
      <main class="panel" aria-labelledby="heading">
        <header>
          {hasBack ? (
            <IconButton label={words.back} path="M15 5l-7 7 7 7" onClick={moves.back} />
          ) : (
            <span class="icon" />
          )}
          {brandImage ? <img class="brand" src={brandImage} alt="" /> : null}
          <IconButton label={words.close} path="M6 6l12 12M18 6L6 18" onClick={moves.close} />
        </header>
        <div class="step" key={key}>
          <Content scene={scene} />
        </div>
      </main>
    </div>
  )
}
