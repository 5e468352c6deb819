import { can } from "@holdfast/protocol"
import { ActionIcon, Drawer, Popover, Tooltip } from "@mantine/core"
import { IconDownload } from "@tabler/icons-react"
import { useRef } from "react"
import { isRunning } from "../../api/exports.ts"
import { usePlace } from "../../shell/workspace.ts"
import { useAskBeforeLeaving, useDownloads } from "../download/tab-downloads.ts"
import classes from "./export-tray.module.css"
import { TrayPanel } from "./tray-panel.tsx"
import { useTray } from "./tray-state.tsx"
import { useExports } from "./use-exports.ts"

/** What is downloaded and prepared, for those who may take exports: a panel beside the page, on a phone a drawer. */
export function ExportTray({ isNarrow }: { isNarrow: boolean }) {
  const { workspace } = usePlace()
  return can(workspace.role, "export:take") ? <Tray key={workspace.appId} isNarrow={isNarrow} /> : null
}

function Tray({ isNarrow }: { isNarrow: boolean }) {
  const { workspace } = usePlace()
  const { isOpen, isByHand, show, hide } = useTray()
  const exports = useExports(workspace.appId, isOpen)
  const downloads = useDownloads()
  useAskBeforeLeaving()
  const button = useRef<HTMLButtonElement>(null)
  const count =
    (exports.data ?? []).filter(isRunning).length +
    downloads.filter(({ state }) => state === "running").length
  const close = () => {
    hide()
    // what was opened by itself took no focus, and leaves it where it is
    if (isByHand || isNarrow) button.current?.focus()
  }
  const opener = (
    <ActionIcon
      ref={button}
      size={36}
      className={classes.button ?? ""}
      aria-label={count === 0 ? "Exports" : `Exports, ${count} in progress`}
      aria-expanded={isOpen}
      onClick={() => (isOpen ? close() : show("by-hand"))}
    >
      <IconDownload size={18} stroke={1.75} aria-hidden />
      {count > 0 && (
        <span className={`${classes.badge} hf-figures`} aria-hidden>
          {count}
        </span>
      )}
    </ActionIcon>
  )
  const panel = <TrayPanel exports={exports} downloads={downloads} onClose={close} />
  if (isNarrow) {
    return (
      <>
        {opener}
        <Drawer.Root
          opened={isOpen}
          onClose={hide}
          onExitTransitionEnd={() => button.current?.focus()}
          returnFocus={false}
          position="right"
          size="100%"
          padding={0}
          transitionProps={{ duration: 120 }}
        >
          <Drawer.Overlay />
          <Drawer.Content aria-label="Exports">
            <Drawer.Body h="100%">{panel}</Drawer.Body>
          </Drawer.Content>
        </Drawer.Root>
      </>
    )
  }
  return (
    <Popover
      opened={isOpen}
      onDismiss={close}
      position="right-start"
      width={420}
      middlewares={{ size: { padding: 12 }, shift: { padding: 12 } }}
      trapFocus={isByHand}
    >
      <Popover.Target>
        <Tooltip label="Exports" disabled={isOpen}>
          {opener}
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown ?? ""} aria-label="Exports">
        {panel}
      </Popover.Dropdown>
    </Popover>
  )
}
