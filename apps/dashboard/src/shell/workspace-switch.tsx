import { Menu, UnstyledButton } from "@mantine/core"
import { IconSelector } from "@tabler/icons-react"
import { useNavigate } from "@tanstack/react-router"
import { readView, searchOf } from "../analytics/view/view.ts"
import { usePlace } from "./workspace.ts"
import classes from "./workspace-switch.module.css"

/** The name of the workspace; a menu of all of them for a person who has several. */
export function WorkspaceSwitch() {
  const { me, workspace } = usePlace()
  const navigate = useNavigate()
  if (me.workspaces.length === 1) {
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
  return (
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
      </Menu.Dropdown>
    </Menu>
  )
}
