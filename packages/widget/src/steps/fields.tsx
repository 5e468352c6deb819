import { Complaint } from "../view/parts.tsx"
import type { Scene } from "../view/scene.ts"

interface OptionProps {
  group: string
  label: string
  isPicked: boolean
  onPick: () => void
  /** Shown beside the label. */
  note?: string | null
  class?: string
}

/** One radio as a card: the whole card can be pressed. */
export const Option = ({ group, label, isPicked, onPick, note, class: look = "" }: OptionProps) => (
  <label class={`option ${look} ${isPicked ? "picked" : ""}`}>
    <input type="radio" name={group} checked={isPicked} onChange={onPick} />
    <span class="option-label">{label}</span>
    {note ? <span class="option-note">{note}</span> : null}
  </label>
)

/** A question, and that it need not be answered. */
export const Question = ({
  scene,
  text,
  isOptional,
}: {
  scene: Scene
  text: string
  isOptional: boolean
}) => (
  <>
    {text}
    {isOptional ? <span class="optional"> ({scene.words.optional})</span> : null}
  </>
)

interface TextProps {
  scene: Scene
  label: string
  isOptional: boolean
  value: string
  placeholder?: string
  onInput: (value: string) => void
}

export const TextField = ({ scene, label, isOptional, value, placeholder = "", onInput }: TextProps) => (
  <div class="field">
    <label for="text">
      <Question scene={scene} text={label} isOptional={isOptional} />
    </label>
    <textarea
      id="text"
      data-field="text"
      rows={3}
      maxLength={5000}
      value={value}
      placeholder={placeholder}
      aria-invalid={scene.missing?.field === "text"}
      aria-describedby="complaint"
      onInput={(event) => onInput(event.currentTarget.value)}
    />
    <Complaint scene={scene} of="text" />
  </div>
)
