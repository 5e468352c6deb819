import { Modal } from "@mantine/core"
import { type ReactNode, useEffect, useRef, useState } from "react"
import classes from "./dialog.module.css"
import { lastFocus } from "./last-focus.ts"

interface DialogProps {
  title: string
  isOpen: boolean
  onClose: () => void
  /**
   * It is gone from the screen; the focus belongs somewhere else now. Left out, the focus goes back to where it was, to the button of the
   * menu that it was in, or to the page where that is gone.
   */
  onClosed?: () => void
  /** Its width where it has more to say than usual. */
  size?: number
  children: ReactNode
}

/**
 * The library's own header would be a second banner of the page; this one is a heading and the way out. While it is closed,
 * nothing of it is drawn: the page behind it may be drawn anew with each key that is typed there.
 */
export function Dialog({ title, isOpen, onClose, onClosed, size = 420, children }: DialogProps) {
  const opener = useRef<HTMLElement | null>(null)
  const [isThere, setIsThere] = useState(isOpen)
  if (isOpen && !isThere) setIsThere(true)
  useEffect(() => {
    if (isOpen) opener.current = lastFocus()
  }, [isOpen])
  const giveFocusBack = () => {
    const before = opener.current
    const place = before?.isConnected ? before : document.getElementById("page")
    place?.focus()
  }
  if (!isThere) return null
  return (
    <Modal.Root
      opened={isOpen}
      onClose={onClose}
      onExitTransitionEnd={() => {
        setIsThere(false)
        const closed = onClosed ?? giveFocusBack
        closed()
      }}
      returnFocus={false}
      centered
      size={size}
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
