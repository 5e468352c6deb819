import { useElementSize } from "@mantine/hooks"
import { type CSSProperties, memo } from "react"
import classes from "./flow-preview.module.css"
import { type PreviewFrame, preparePreview } from "./preview-frame.ts"
import type { PreviewWidth } from "./preview-tools.tsx"

/** What the frame is as wide as; it is drawn smaller where there is less room. */
const widths: Record<PreviewWidth, number> = { desktop: 900, phone: 390 }

interface PreviewStageProps {
  width: PreviewWidth
  /** Whether a person can try what is shown. */
  isLive: boolean
  onFrame: (frame: PreviewFrame) => void
  /** The widget could not be loaded. */
  onFault: () => void
}

/** The frame that the widget runs in. */
export const PreviewStage = memo(function PreviewStage({
  width,
  isLive,
  onFrame,
  onFault,
}: PreviewStageProps) {
  const { ref, width: room } = useElementSize()
  const scale = room === 0 ? 1 : Math.min(1, room / widths[width])
  return (
    <div
      ref={ref}
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
          preparePreview(currentTarget).then(onFrame, onFault)
        }}
      />
    </div>
  )
})
