import { defaultExportColumns, type ExportChoice } from "@holdfast/protocol/dashboard"
import { Modal, VisuallyHidden } from "@mantine/core"
import { useMediaQuery } from "@mantine/hooks"
import { useQuery } from "@tanstack/react-query"
import type { ReactNode } from "react"
import { exportChoiceQuery } from "../../api/exports.ts"
import { ownTimeZone } from "../../parts/time-zones.ts"
import classes from "./export-dialog.module.css"
import { ExportForm } from "./export-form.tsx"
import type { ExportSource } from "./use-export.ts"

interface ExportDialogProps {
  source: ExportSource
  /** What narrows the list, as the toolbar shows it. */
  filter: ReactNode
  isOpen: boolean
  onClose: () => void
  /** It is gone from the screen; the focus belongs somewhere else now. */
  onClosed: () => void
}

/** Everything there is to say about a file before it is made. */
export function ExportDialog({ source, filter, isOpen, onClose, onClosed }: ExportDialogProps) {
  const isNarrow = useMediaQuery("(max-width: 640px)", false, { getInitialValueInEffect: false })
  return (
    <Modal.Root
      opened={isOpen}
      onClose={onClose}
      onExitTransitionEnd={onClosed}
      returnFocus={false}
      centered
      size={800}
      fullScreen={isNarrow}
      transitionProps={{ duration: 120 }}
    >
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body className={classes.dialog ?? ""}>
          <div className={classes.head}>
            <Modal.Title className={classes.title ?? ""}>Export sessions</Modal.Title>
            <Modal.CloseButton aria-label="Close" />
          </div>
          <RememberedForm source={source} filter={filter} onClose={onClose} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

/** Begins with what this person chose last; where that cannot be had, with what everybody begins with. */
function RememberedForm({
  source,
  filter,
  onClose,
}: Pick<ExportDialogProps, "source" | "filter" | "onClose">) {
  const { data, error } = useQuery(exportChoiceQuery(source.scope.appId))
  if (!data && !error) return <ExportSkeleton />
  return (
    <ExportForm
      source={source}
      filter={filter}
      beginning={data ?? beginningChoice()}
      isForgotten={!data}
      onClose={onClose}
    />
  )
}

/** What somebody begins with whose last choice is not to be had. */
const beginningChoice = (): ExportChoice => ({
  profile: "spreadsheet",
  columns: [...defaultExportColumns],
  timeZone: ownTimeZone(),
  separator: ",",
  isCompressed: false,
})

/** The shape of the form while the last choice is on its way. */
function ExportSkeleton() {
  return (
    <div className={classes.form} aria-busy="true">
      <VisuallyHidden role="status">Loading your last choice</VisuallyHidden>
      {[20, 28, 96, 40, 320].map((height) => (
        <div key={height} aria-hidden className={classes.blank} style={{ height }} />
      ))}
    </div>
  )
}
