import { Modal } from "@mantine/core"
import type { ReactNode } from "react"
import classes from "./saved-views.module.css"

interface ViewDialogProps {
  title: string
  isOpen: boolean
  onClose: () => void
  /** It is gone from the screen; the focus belongs somewhere else now. */
  onClosed: () => void
  children: ReactNode
}

/** The library's own header would be a second banner of the page; this one is a heading and the way out. */
export function ViewDialog({ title, isOpen, onClose, onClosed, children }: ViewDialogProps) {
  return (
    <Modal.Root
      opened={isOpen}
      onClose={onClose}
      onExitTransitionEnd={onClosed}
      returnFocus={false}
      centered
      size={420}
      transitionProps={{ duration: 120 }}
    >
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body className={classes.dialog ?? ""}>
          <div className={classes.head}>
            <Modal.Title className={classes.title ?? ""}>{title}</Modal.Title>
            <Modal.CloseButton aria-label="Close" />
          </div>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
