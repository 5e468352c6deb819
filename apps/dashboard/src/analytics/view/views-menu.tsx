import type { SavedView } from "@holdfast/protocol/dashboard"
import { Menu } from "@mantine/core"
import {
  IconBookmarkPlus,
  IconDeviceFloppy,
  IconLock,
  IconMail,
  IconPencil,
  IconTrash,
  IconUsers,
} from "@tabler/icons-react"
import { Link } from "@tanstack/react-router"
import { type ReactNode, useState } from "react"
import { problemWords } from "../../parts/problem-words.ts"
import { readableText } from "../../parts/readable-text.ts"
import { keepWorkspace } from "../../shell/keep-workspace.ts"
import classes from "./saved-views.module.css"
import type { SavedViewsState, ViewDialog } from "./use-saved-views.ts"
import type { ViewSearch } from "./view.ts"

interface ViewsMenuProps {
  state: SavedViewsState
  onDialog: (dialog: ViewDialog) => void
  onDone: () => void
}

/** All views, and what can be done with the one that is applied. */
export function ViewsMenu({ state, onDialog, onDone }: ViewsMenuProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const { views, applied, canShare, canDelete } = state
  const view = applied?.view
  const run = (what: string, action: Promise<unknown>) => {
    setProblem(null)
    action.then(onDone, (error: unknown) => setProblem(problemWords(error, what).title))
  }
  return (
    <>
      {state.hasFailed && (
        <Menu.Item closeMenuOnClick={false} onClick={state.tryAgain}>
          Your views could not be loaded. Try again
        </Menu.Item>
      )}
      {views?.length === 0 && (
        <p className={classes.words}>
          Save the mode, the dates and everything else you chose under a name, and come back to it with one
          click.
        </p>
      )}
      {views && views.length > 0 && (
        <div className={classes.list}>
          <Menu.RadioGroup
            value={applied && !applied.isEdited ? applied.view.id : ""}
            onChange={(id) => {
              const chosen = views.find((each) => each.id === id)
              if (chosen) state.apply(chosen)
            }}
          >
            <ViewChoices label="Your views" views={views.filter(({ isMine }) => isMine)} />
            <ViewChoices label="Shared with the workspace" views={views.filter(({ isMine }) => !isMine)} />
          </Menu.RadioGroup>
        </div>
      )}
      <Menu.Divider />
      {view && applied.isEdited && view.isMine && (canShare || !view.isShared) && (
        <ViewAction
          Icon={IconDeviceFloppy}
          closeMenuOnClick={false}
          onClick={() => run("save the view", state.update(view))}
        >
          Save the changes to this view
        </ViewAction>
      )}
      <ViewAction Icon={IconBookmarkPlus} onClick={() => onDialog({ kind: "keep" })}>
        {view ? "Save as a new view…" : "Save this view…"}
      </ViewAction>
      {view?.isMine && (canShare || !view.isShared) && (
        <ViewAction Icon={IconPencil} onClick={() => onDialog({ kind: "rename", view })}>
          Rename…
        </ViewAction>
      )}
      {view?.isMine && view.isShared && (
        <ViewAction
          Icon={IconLock}
          closeMenuOnClick={false}
          onClick={() => run("stop sharing the view", state.change(view, { isShared: false }))}
        >
          Make private
        </ViewAction>
      )}
      {view?.isMine && !view.isShared && canShare && (
        <ViewAction
          Icon={IconUsers}
          closeMenuOnClick={false}
          onClick={() => run("share the view", state.change(view, { isShared: true }))}
        >
          Share with everybody here
        </ViewAction>
      )}
      <Menu.Item
        leftSection={<IconMail size={16} stroke={1.75} aria-hidden />}
        renderRoot={(props) => (
          <Link
            to="/account"
            search={(search: ViewSearch) => ({ ...keepWorkspace(search), ...(view && { view: view.id }) })}
            hash="weekly-mail"
            {...props}
          />
        )}
      >
        {view ? "Mail me this view every week…" : "Mail me the figures every week…"}
      </Menu.Item>
      {view && canDelete(view) && (
        <ViewAction Icon={IconTrash} onClick={() => onDialog({ kind: "delete", view })}>
          Delete…
        </ViewAction>
      )}
      {problem && (
        <p role="alert" className={classes.problem}>
          {problem}
        </p>
      )}
    </>
  )
}

function ViewChoices({ label, views }: { label: string; views: SavedView[] }) {
  if (views.length === 0) return null
  return (
    <>
      <Menu.Label>{label}</Menu.Label>
      {views.map((view) => (
        <Menu.RadioItem
          key={view.id}
          value={view.id}
          closeMenuOnClick
          classNames={{ itemLabel: classes.label ?? "" }}
        >
          <span className={classes.choice}>
            <bdi className={classes.name}>{readableText(view.name)}</bdi>
            <span className={classes.of}>{noteOf(view)}</span>
          </span>
        </Menu.RadioItem>
      ))}
    </>
  )
}

/** Whose a shared view is; of one's own, that it is shared. */
function noteOf({ isMine, isShared, ownerName }: SavedView): string {
  if (isMine) return isShared ? "Shared" : ""
  return readableText(ownerName) ?? "Somebody who left"
}

interface ViewActionProps {
  Icon: typeof IconTrash
  closeMenuOnClick?: boolean
  onClick: () => void
  children: ReactNode
}

function ViewAction({ Icon, children, ...props }: ViewActionProps) {
  return (
    <Menu.Item leftSection={<Icon size={16} stroke={1.75} aria-hidden />} {...props}>
      {children}
    </Menu.Item>
  )
}
