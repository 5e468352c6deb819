import { Menu } from "@mantine/core"
import { useRef, useState } from "react"
import { DeleteViewDialog } from "./delete-view-dialog.tsx"
import { NameViewDialog } from "./name-view-dialog.tsx"
import { useSavedViews, type ViewDialog } from "./use-saved-views.ts"
import { ViewsButton } from "./views-button.tsx"
import { ViewsMenu } from "./views-menu.tsx"

/** Views of the stream by name: apply one, keep the one on the screen, and everything that can be done with one's own. */
export function SavedViews() {
  const state = useSavedViews()
  const [isOpen, setIsOpen] = useState(false)
  // what was asked stays while the dialog fades away
  const [dialog, setDialog] = useState<ViewDialog>({ kind: "keep" })
  const [isAsking, setIsAsking] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const ask = (next: ViewDialog) => {
    setDialog(next)
    setIsAsking(true)
  }
  const closing = {
    state,
    onClose: () => setIsAsking(false),
    onClosed: () => button.current?.focus(),
  }
  return (
    <>
      <Menu
        opened={isOpen}
        onChange={setIsOpen}
        position="bottom-start"
        width={288}
        withinPortal={false}
        withInitialFocusPlaceholder={false}
      >
        <Menu.Target>
          <ViewsButton ref={button} applied={state.applied} />
        </Menu.Target>
        <Menu.Dropdown>
          <ViewsMenu state={state} onDialog={ask} onDone={() => setIsOpen(false)} />
        </Menu.Dropdown>
      </Menu>
      <NameViewDialog
        view={dialog.kind === "rename" ? dialog.view : null}
        isOpen={isAsking && dialog.kind !== "delete"}
        {...closing}
      />
      <DeleteViewDialog
        view={dialog.kind === "delete" ? dialog.view : null}
        isOpen={isAsking && dialog.kind === "delete"}
        {...closing}
      />
    </>
  )
}
