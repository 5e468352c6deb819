import type { FlowPreview as Previewed } from "@holdfast/protocol/dashboard"
import type { BlueprintContent, WidgetLanguage } from "@holdfast/protocol/flow"
import { memo, useCallback, useEffect, useRef, useState } from "react"
import { previewFlow } from "../../api/flows.ts"
import { Problem } from "../../api/problem.ts"
import { usePlace } from "../../shell/workspace.ts"
import classes from "./flow-preview.module.css"
import { PreviewFoot } from "./preview-foot.tsx"
import type { PreviewFrame } from "./preview-frame.ts"
import { PreviewStage } from "./preview-stage.tsx"
import { type PreviewPlace, pickedInPreview, previewSteps } from "./preview-steps.ts"
import { PreviewTools, type PreviewWidth } from "./preview-tools.tsx"

/** So long after the last key the preview says what was typed. */
const quietMs = 350
const customer = { name: "Ada Lovelace", email: "ada@example.com" }

interface FlowPreviewProps extends PreviewPlace {
  content: BlueprintContent
  /** The language that is being written; null leaves it to the person. */
  language: string | null
}

/**
 * The widget itself, as a customer would see the draft, at the step that is being edited. Its parts are components of their
 * own, since it is drawn with each key, and nothing of them changes then.
 */
export const FlowPreview = memo(function FlowPreview({
  content,
  place,
  choice,
  field,
  language,
}: FlowPreviewProps) {
  const { appId } = usePlace().workspace
  const [width, setWidth] = useState<PreviewWidth>("phone")
  const [isDark, setIsDark] = useState(false)
  const [isKnown, setIsKnown] = useState(true)
  const [isUnderRule, setIsUnderRule] = useState(true)
  const [picked, setPicked] = useState<WidgetLanguage | null>(null)
  const lang = language ?? picked
  const [isLive, setIsLive] = useState(false)
  const [flow, setFlow] = useState<Previewed | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const [frame, setFrame] = useState<PreviewFrame | null>(null)
  const shown = useRef("")
  const failToLoad = useCallback(() => setFault("The widget could not be loaded."), [])

  useEffect(() => {
    const asking = new AbortController()
    const timer = setTimeout(() => {
      previewFlow(appId, { content, customer: isKnown ? customer : null, lang }, asking.signal).then(
        (next) => {
          setFault(null)
          setFlow(next)
        },
        (error: unknown) => {
          if (asking.signal.aborted) return
          setFault(
            error instanceof Problem && error.kind === "refused"
              ? error.message
              : "The preview cannot be made now.",
          )
        },
      )
    }, quietMs)
    return () => {
      clearTimeout(timer)
      asking.abort()
    }
  }, [appId, content, isKnown, lang])

  useEffect(() => {
    if (!flow || !frame) return
    // a task of its own: what is drawn of the editor is a long one already
    const timer = setTimeout(() => {
      const { blueprint, hasClickToCancel } = flow
      const hasCancelNow = hasClickToCancel && isUnderRule
      const steps = previewSteps(blueprint.content.steps, { place, choice, field })
      const pick = pickedInPreview(steps, choice)
      // a field that has the focus draws the same step again only where something else is seen
      const looks = [blueprint.content.branding, flow.look, flow.words, isDark, hasCancelNow]
      const key = JSON.stringify([steps, looks, pick, lang])
      if (key === shown.current) return
      shown.current = key
      setIsLive(false)
      void frame.show(
        { ...flow, blueprint: { ...blueprint, content: { ...blueprint.content, steps } } },
        { isDark, hasCancelNow, pick, lang },
      )
    })
    return () => clearTimeout(timer)
  }, [flow, frame, place, choice, field, isDark, isUnderRule, lang])

  return (
    <div className={classes.preview}>
      <PreviewTools width={width} onWidth={setWidth} isDark={isDark} onDark={setIsDark} />
      <PreviewStage width={width} isLive={isLive} onFrame={setFrame} onFault={failToLoad} />
      <PreviewFoot
        isLive={isLive}
        onLive={setIsLive}
        isKnown={isKnown}
        onKnown={setIsKnown}
        isUnderRule={flow?.hasClickToCancel ? isUnderRule : null}
        onRule={setIsUnderRule}
        picked={language === null ? picked : undefined}
        onPick={setPicked}
      />
      {fault !== null && (
        <p role="status" className={classes.fault}>
          {fault}
        </p>
      )}
    </div>
  )
})
