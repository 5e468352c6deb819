import { can } from "@holdfast/protocol"
import { Menu, UnstyledButton } from "@mantine/core"
import { IconPencil, IconPlus, IconSelector } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { readView, searchOf } from "../analytics/view/view.ts"
import { meQuery } from "../api/login.ts"
import { makeWorkspace, renameWorkspace } from "../api/workspaces.ts"
import { usePlace } from "./workspace.ts"
import { WorkspaceNameDialog } from "./workspace-name-dialog.tsx"
import classes from "./workspace-switch.module.css"

/** The name of the workspace; a menu for whoever has several, may make another one, or may give this one another name. */
export function WorkspaceSwitch() {
  const { me, workspace } = usePlace()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [asks, setAsks] = useState<"new" | "name" | null>(null)
  const mayMake = can(workspace.role, "workspace:create")
  const mayRename = can(workspace.role, "workspace:rename")
  if (me.workspaces.length === 1 && !mayMake && !mayRename) {
    return (
      <div className={classes.place}>
        <span className={classes.caption}>Workspace</span>
        <bdi className={classes.name}>{workspace.name}</bdi>
      </div>
    )
  }
  // Mode and days mean the same everywhere; customers, segments and plans are of one workspace.
  const go = (appId: string) =>
    navigate({
      to: "/",
      search: (now) => searchOf({ ...readView(now).view, search: null, choices: [] }, appId),
      resetScroll: false,
    })
  const readAgain = () => queries.refetchQueries(meQuery, { throwOnError: true })
  return (
    <>
      <Menu position="bottom-start" width="target">
        <Menu.Target>
          <UnstyledButton className={`${classes.place} ${classes.button}`}>
            <span className={classes.caption}>Workspace</span>
            <bdi className={classes.name}>{workspace.name}</bdi>
            <IconSelector className={classes.arrow} size={16} stroke={1.75} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.RadioGroup value={workspace.appId} onChange={(appId) => void go(appId)}>
            {me.workspaces.map(({ appId, name }) => (
              <Menu.RadioItem key={appId} value={appId} closeMenuOnClick>
                <bdi className={classes.name}>{name}</bdi>
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          {(mayMake || mayRename) && <Menu.Divider />}
          {mayRename && (
            <Menu.Item
              leftSection={<IconPencil size={16} stroke={1.75} aria-hidden />}
              onClick={() => setAsks("name")}
            >
              Rename…
            </Menu.Item>
          )}
          {mayMake && (
            <Menu.Item
              leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
              onClick={() => setAsks("new")}
            >
              New workspace…
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <WorkspaceNameDialog
        title="New workspace"
        label="Create workspace"
        description="A shop or a product with its own App ID, keys, people and sessions. You own it."
        what="create the workspace"
        name=""
        isOpen={asks === "new"}
        onName={async (name) => {
          const made = await makeWorkspace(workspace.appId, { name })
          await readAgain()
          setAsks(null)
          await go(made.appId)
        }}
        onClose={() => setAsks(null)}
      />
      <WorkspaceNameDialog
        title="Rename this workspace"
        label="Rename"
        description="As its people see it; its App ID stays."
        what="rename the workspace"
        name={workspace.name}
        isOpen={asks === "name"}
        onName={async (name) => {
          await renameWorkspace(workspace.appId, { name })
          await readAgain()
          setAsks(null)
        }}
        onClose={() => setAsks(null)}
      />
    </>
  )
}
