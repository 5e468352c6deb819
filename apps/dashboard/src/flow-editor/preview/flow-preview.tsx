import type { FlowPreview as Previewed } from "@holdfast/protocol/dashboard"
import { type BlueprintContent, type WidgetLanguage, widgetLanguages } from "@holdfast/protocol/flow"
import { ActionIcon, Button, NativeSelect } from "@mantine/core"
import { useElementSize } from "@mantine/hooks"
import { IconDeviceDesktop, IconDeviceMobile, IconMoon, IconSun } from "@tabler/icons-react"
import { type CSSProperties, memo, type ReactNode, useEffect, useRef, useState } from "react"
import { previewFlow } from "../../api/flows.ts"
import { Problem } from "../../api/problem.ts"
import { usePlace } from "../../shell/workspace.ts"
import classes from "./flow-preview.module.css"
import { type PreviewFrame, preparePreview } from "./preview-frame.ts"
import { type PreviewPlace, pickedInPreview, previewSteps } from "./preview-steps.ts"

/** So long after the last key the preview says what was typed. */
const quietMs = 350
const customer = { name: "Ada Lovelace", email: "ada@example.com" }
/** What the frame is as wide as; it is drawn smaller where there is less room. */
const widths = { desktop: 900, phone: 390 }

interface FlowPreviewProps extends PreviewPlace {
  content: BlueprintContent
  /** The language that is being written; null leaves it to the person. */
  language: string | null
}

/** The widget itself, as a customer would see the draft, at the step that is being edited. */
export const FlowPreview = memo(function FlowPreview({
  content,
  place,
  choice,
  field,
  language,
}: FlowPreviewProps) {
  const { appId } = usePlace().workspace
  const [width, setWidth] = useState<keyof typeof widths>("phone")
  const [isDark, setIsDark] = useState(false)
  const [isKnown, setIsKnown] = useState(true)
  const [isUnderRule, setIsUnderRule] = useState(true)
  const [picked, setPicked] = useState<WidgetLanguage | null>(null)
  const lang = language ?? picked
  const [isLive, setIsLive] = useState(false)
  const [flow, setFlow] = useState<Previewed | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const [frame, setFrame] = useState<PreviewFrame | null>(null)
  const { ref: stage, width: room } = useElementSize()
  const scale = room === 0 ? 1 : Math.min(1, room / widths[width])
  const shown = useRef("")

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
    frame.show(
      { ...flow, blueprint: { ...blueprint, content: { ...blueprint.content, steps } } },
      { isDark, hasCancelNow, pick, lang },
    )
  }, [flow, frame, place, choice, field, isDark, isUnderRule, lang])

  return (
    <div className={classes.preview}>
      <div className={classes.tools}>
        <h2 className={classes.title}>What the customer sees</h2>
        <span className={classes.switches}>
          <Switch label="Desktop width" isOn={width === "desktop"} onClick={() => setWidth("desktop")}>
            <IconDeviceDesktop size={16} stroke={1.75} aria-hidden />
          </Switch>
          <Switch label="Phone width" isOn={width === "phone"} onClick={() => setWidth("phone")}>
            <IconDeviceMobile size={16} stroke={1.75} aria-hidden />
          </Switch>
          <Switch label="Light" isOn={!isDark} onClick={() => setIsDark(false)}>
            <IconSun size={16} stroke={1.75} aria-hidden />
          </Switch>
          <Switch label="Dark" isOn={isDark} onClick={() => setIsDark(true)}>
            <IconMoon size={16} stroke={1.75} aria-hidden />
          </Switch>
        </span>
      </div>
      <div
        ref={stage}
        className={classes.stage}
        style={{ "--scale": scale, "--device": widths[width] } as CSSProperties}
      >
        <iframe
          title="Preview of the flow"
          className={classes.frame}
          // the widget puts the focus where a customer needs it, and must not take it from the field that is typed into
          inert={!isLive}
          srcDoc="<!doctype html><html lang=en><head><title>Preview</title></head><body></body></html>"
          onLoad={({ currentTarget }) => {
            preparePreview(currentTarget).then(setFrame, () => setFault("The widget could not be loaded."))
          }}
        />
      </div>
      <div className={classes.foot}>
        <Button variant="default" size="xs" aria-pressed={isLive} onClick={() => setIsLive(!isLive)}>
          {isLive ? "Stop trying it" : "Try it"}
        </Button>
        <Button
          variant="subtle"
          size="xs"
          color="gray"
          aria-pressed={!isKnown}
          onClick={() => setIsKnown(!isKnown)}
        >
          {isKnown ? "As Ada Lovelace" : "As somebody unknown"}
        </Button>
        {flow?.hasClickToCancel && (
          <Button
            variant="subtle"
            size="xs"
            color="gray"
            aria-pressed={isUnderRule}
            onClick={() => setIsUnderRule(!isUnderRule)}
          >
            Where Cancel now is in sight
          </Button>
        )}
        {language === null && (
          <NativeSelect
            size="xs"
            aria-label="Language that the page asks for"
            value={picked ?? ""}
            onChange={({ currentTarget: { value } }) =>
              setPicked(value === "" ? null : (value as WidgetLanguage))
            }
            data={[
              { value: "", label: "Its own language" },
              ...Object.entries(widgetLanguages).map(([value, label]) => ({ value, label })),
            ]}
          />
        )}
      </div>
      {fault !== null && (
        <p role="status" className={classes.fault}>
          {fault}
        </p>
      )}
    </div>
  )
})

interface SwitchProps {
  label: string
  isOn: boolean
  onClick: () => void
  children: ReactNode
}

const Switch = ({ label, isOn, onClick, children }: SwitchProps) => (
  <ActionIcon
    size={28}
    aria-label={label}
    aria-pressed={isOn}
    className={classes.switch ?? ""}
    onClick={onClick}
  >
    {children}
  </ActionIcon>
)
