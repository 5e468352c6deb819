import { can } from "@holdfast/protocol"
import { Menu } from "@mantine/core"
import { IconDoorExit } from "@tabler/icons-react"
import classes from "./leave-item.module.css"
import { usePlace } from "./workspace.ts"

/** The way out of the workspace. The owner reads why it is closed: the item can still be reached by keyboard. */
export function LeaveItem({ onLeave }: { onLeave: () => void }) {
  const { role } = usePlace().workspace
  const mayLeave = can(role, "workspace:leave")
  return (
    <Menu.Item
      aria-disabled={!mayLeave}
      closeMenuOnClick={mayLeave}
      className={mayLeave ? "" : (classes.closed ?? "")}
      leftSection={<IconDoorExit size={16} stroke={1.75} aria-hidden />}
      onClick={() => mayLeave && onLeave()}
    >
      Leave workspace
      {!mayLeave && <span className={classes.why}>You own it: hand over ownership first.</span>}
    </Menu.Item>
  )
}
