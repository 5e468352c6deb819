import { ActionIcon, Drawer } from "@mantine/core"
import { useDisclosure, useMediaQuery } from "@mantine/hooks"
import { IconMenu2 } from "@tabler/icons-react"
import { type ReactNode, useRef } from "react"
import { ExportTray } from "../exports/tray/export-tray.tsx"
import { Brand } from "./brand.tsx"
import classes from "./frame.module.css"
import { KeyList } from "./key-list.tsx"
import { SideBar } from "./side-bar.tsx"
import { ThemeSwitch } from "./theme-switch.tsx"

/** The side bar (a drawer on a phone) and the page beside it. Without a page it holds the places of both. */
export function Frame({ children }: { children?: ReactNode }) {
  const [isOpen, { open, close }] = useDisclosure(false)
  const isReady = children !== undefined
  // the rail is away below this width, as the style says
  const isNarrow = useMediaQuery("(max-width: 900px)", false, { getInitialValueInEffect: false })
  const opener = useRef<HTMLButtonElement>(null)
  // The library gives focus back while the drawer is still closing; what is opened and closed in a hurry may take it
  // away again, and then it would be nowhere.
  const catchFocus = () => {
    const holder = document.activeElement
    if (!holder || holder === document.body || holder.closest("[role=dialog]")) opener.current?.focus()
  }
  return (
    <div className={classes.frame}>
      <a className="hf-skip" href="#page">
        Skip to content
      </a>
      <aside className={classes.rail} aria-label="Workspace and account">
        {isReady && <SideBar tray={!isNarrow && <ExportTray isNarrow={false} />} />}
      </aside>
      <header className={classes.bar}>
        <ActionIcon ref={opener} size={36} aria-label="Open the menu" aria-expanded={isOpen} onClick={open}>
          <IconMenu2 size={20} stroke={1.75} aria-hidden />
        </ActionIcon>
        <Brand />
        <span className={classes.tools}>
          {isReady && isNarrow && <ExportTray isNarrow />}
          <ThemeSwitch />
        </span>
      </header>
      <Drawer.Root
        opened={isOpen}
        onClose={close}
        onExitTransitionEnd={catchFocus}
        size={288}
        padding={0}
        transitionProps={{ duration: 120 }}
      >
        <Drawer.Overlay />
        <Drawer.Content className={classes.drawer ?? ""} aria-label="Menu">
          <Drawer.Body h="100%">{isReady && <SideBar onLeave={close} />}</Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
      <main id="page" className={classes.page} tabIndex={-1} aria-busy={!isReady}>
        {children}
      </main>
      {isReady && <KeyList />}
    </div>
  )
}
