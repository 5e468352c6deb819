import { type WidgetLanguage, widgetLanguages } from "@holdfast/protocol/flow"
import { Button, NativeSelect } from "@mantine/core"
import { memo } from "react"
import classes from "./flow-preview.module.css"

interface PreviewFootProps {
  isLive: boolean
  onLive: (isLive: boolean) => void
  /** Whether the customer is known by name. */
  isKnown: boolean
  onKnown: (isKnown: boolean) => void
  /** Whether a rule of click to cancel holds; null where none is turned on. */
  isUnderRule: boolean | null
  onRule: (isUnderRule: boolean) => void
  /** The language that the page asks for, null for none; left out where that of the texts is being written. */
  picked: WidgetLanguage | null | undefined
  onPick: (language: WidgetLanguage | null) => void
}

/** For whom and where the preview is, and the way into it. */
export const PreviewFoot = memo(function PreviewFoot({
  isLive,
  onLive,
  isKnown,
  onKnown,
  isUnderRule,
  onRule,
  picked,
  onPick,
}: PreviewFootProps) {
  return (
    <div className={classes.foot}>
      <Button variant="default" size="xs" aria-pressed={isLive} onClick={() => onLive(!isLive)}>
        {isLive ? "Stop trying it" : "Try it"}
      </Button>
      <Button
        variant="subtle"
        size="xs"
        color="gray"
        aria-pressed={!isKnown}
        onClick={() => onKnown(!isKnown)}
      >
        {isKnown ? "As Ada Lovelace" : "As somebody unknown"}
      </Button>
      {isUnderRule !== null && (
        <Button
          variant="subtle"
          size="xs"
          color="gray"
          aria-pressed={isUnderRule}
          onClick={() => onRule(!isUnderRule)}
        >
          Where Cancel now is in sight
        </Button>
      )}
      {picked !== undefined && (
        <NativeSelect
          size="xs"
          aria-label="Language that the page asks for"
          value={picked ?? ""}
          onChange={({ currentTarget: { value } }) => onPick(value === "" ? null : (value as WidgetLanguage))}
          data={languageOptions}
        />
      )}
    </div>
  )
})

const languageOptions = [
  { value: "", label: "Its own language" },
  ...Object.entries(widgetLanguages).map(([value, label]) => ({ value, label })),
]
