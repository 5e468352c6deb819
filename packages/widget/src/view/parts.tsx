import type { Child } from "../render/jsx-runtime.ts"
import { fill } from "../words/index.ts"
import type { Scene } from "./scene.ts"

/** The heading takes the focus when a step appears, so that a screen reader begins there. */
export const Heading = ({ children }: { children: Child }) => (
  <h1 tabIndex={-1} id="heading">
    {children}
  </h1>
)

export const Lead = ({ children }: { children: string }) => (children ? <p class="lead">{children}</p> : null)

interface ButtonProps {
  kind: "fill" | "plain" | "quiet"
  onClick: () => void
  children: Child
}

export const Button = ({ kind, onClick, children }: ButtonProps) => (
  <button type="button" class={`button ${kind}`} onClick={onClick}>
    {children}
  </button>
)

export const Actions = ({ children }: { children: Child }) => <div class="actions">{children}</div>

/** What the customer has not said yet, announced as soon as it appears. */
export function Complaint({ scene, of }: { scene: Scene; of: string }) {
  const { missing, language } = scene
  if (missing?.field !== of) return null
  return (
    <p class="complaint" role="alert" id="complaint">
      {fill(language.words[missing.word], { count: missing.count ?? 0 })}
    </p>
  )
}
