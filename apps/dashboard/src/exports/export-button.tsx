import { IconDownload } from "@tabler/icons-react"
import { lazy, type ReactNode, Suspense, useRef, useState } from "react"
import { AllowedButton } from "../parts/allowed-button.tsx"
import type { ExportSource } from "./dialog/use-export.ts"
import classes from "./export-button.module.css"

/** The dialog is a bundle of its own, fetched when somebody reaches for it. */
const fetchDialog = () => import("./dialog/export-dialog.tsx")
const ExportDialog = lazy(async () => ({ default: (await fetchDialog()).ExportDialog }))

/** Takes what the stream shows as a file: owners and admins, while the others read who may. */
export function ExportButton({ source, filter }: { source: ExportSource; filter: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false)
  const [isMounted, setIsMounted] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const open = () => {
    setIsMounted(true)
    setIsOpen(true)
  }
  return (
    <>
      <AllowedButton
        ref={button}
        action="export:take"
        variant="default"
        classNames={{ root: classes.button ?? "", section: classes.icon ?? "" }}
        leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
        onPointerEnter={() => void fetchDialog()}
        onFocus={() => void fetchDialog()}
        onClick={open}
      >
        <span className={classes.word}>
          Export<span className={classes.data}> Data</span>
        </span>
      </AllowedButton>
      {isMounted && (
        <Suspense>
          <ExportDialog
            source={source}
            filter={filter}
            isOpen={isOpen}
            onClose={() => setIsOpen(false)}
            onClosed={() => button.current?.focus()}
          />
        </Suspense>
      )}
    </>
  )
}
