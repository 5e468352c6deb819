import { ActionIcon, Tooltip, VisuallyHidden } from "@mantine/core"
import { IconAlertTriangle, IconCheck, IconCopy } from "@tabler/icons-react"
import { useEffect, useState } from "react"
import { copyText } from "./copy-text.ts"
import { useTabIndex } from "./tab-index.ts"

const shownMs = 2000
type State = "ready" | "copied" | "failed"

const says: Record<State, string> = {
  ready: "Copy",
  copied: "Copied",
  failed: "The browser did not allow it. Select the text and copy it by hand.",
}

/** Copies `text` and says so, to the eye and to a screen reader. `what` names it, such as "email". */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [state, setState] = useState<State>("ready")
  const tabIndex = useTabIndex()
  useEffect(() => {
    if (state === "ready") return
    const timer = setTimeout(() => setState("ready"), shownMs)
    return () => clearTimeout(timer)
  }, [state])
  const Icon = state === "copied" ? IconCheck : state === "failed" ? IconAlertTriangle : IconCopy
  return (
    <>
      <Tooltip label={state === "ready" ? `Copy ${what}` : says[state]}>
        <ActionIcon
          size={24}
          tabIndex={tabIndex}
          aria-label={`Copy ${what}`}
          onClick={() => void copyText(text).then((didCopy) => setState(didCopy ? "copied" : "failed"))}
        >
          <Icon
            size={14}
            stroke={1.75}
            aria-hidden
            color={state === "copied" ? "var(--hf-save-1)" : "currentColor"}
          />
        </ActionIcon>
      </Tooltip>
      <VisuallyHidden role="status">{state === "ready" ? "" : says[state]}</VisuallyHidden>
    </>
  )
}
