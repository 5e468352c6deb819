import type { Child } from "../render/jsx-runtime.ts"
import { fill } from "../words/index.ts"
import type { Scene } from "./scene.ts"

/** The heading takes the focus when a step appears, so that a screen reader begins there. */
export const Heading = ({ children }: { children: Child }) => (
  <h1 tabIndex={-1} id="heading">
    {children}
  </h1>
)

export const IconButton = ({
  label,
  path,
  onClick,
}: {
  label: string
  path: string
  onClick: () => void
}) => (
  <button type="button" class="icon" aria-label={label} title={label} onClick={onClick}>
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  </button>
)

interface CardProps {
  title: string
  lead: string
  children?: Child
  yes: string
  onYes: () => void
  no?: string
  onNo?: () => void
}

const Button = ({ look, label, onClick }: { look: string; label: string; onClick: () => void }) => (
  <button type="button" class={`button ${look}`} onClick={onClick}>
    {label}
  </button>
)

/** One question at a time. Both answers are buttons of the same size: saying no is as easy as saying yes. */
export const Card = ({ title, lead, children, yes, onYes, no, onNo }: CardProps) => (
  <>
    <Heading>{title}</Heading>
    {lead ? <p class="lead">{lead}</p> : null}
    {children}
    <div class="actions">
      <Button look="fill" label={yes} onClick={onYes} />
      {no && onNo ? <Button look="plain" label={no} onClick={onNo} /> : null}
    </div>
  </>
)

/** What the customer has not said yet, announced as soon as it appears. */
export const Complaint = ({ scene: { missing, words }, of }: { scene: Scene; of: string }) =>
  missing?.field === of ? (
    <p class="complaint" role="alert" id="complaint">
      {fill(words[missing.word], { count: missing.count ?? 0 })}
    </p>
  ) : null
