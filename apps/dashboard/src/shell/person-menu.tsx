import { Menu, UnstyledButton, VisuallyHidden } from "@mantine/core"
import { IconDots, IconLogout, IconUserCircle } from "@tabler/icons-react"
import { Link } from "@tanstack/react-router"
import { type ReactNode, type Ref, useState } from "react"
import { signOut } from "../api/login.ts"
import { keepWorkspace } from "./keep-workspace.ts"
import classes from "./person-menu.module.css"

interface PersonMenuProps {
  user: { name: string; email: string }
  /** Items below the way out. */
  children?: ReactNode
  /** Another page is gone to. */
  onLeave?: (() => void) | undefined
  /** Takes the focus back from what an item opened. */
  ref?: Ref<HTMLButtonElement>
}

/** Who is signed in, their account, and the way out: a fresh page, so that nothing that was read stays in memory. */
export function PersonMenu({ user, children, onLeave, ref }: PersonMenuProps) {
  const [hasFailed, setHasFailed] = useState(false)
  const leave = async () => {
    setHasFailed(false)
    try {
      await signOut()
      location.assign("/sign-in")
    } catch {
      setHasFailed(true)
    }
  }
  return (
    <Menu position="top-start" width="target" onClose={() => setHasFailed(false)}>
      <Menu.Target>
        <UnstyledButton {...(ref && { ref })} className={classes.person ?? ""}>
          <span className={classes.mark} aria-hidden>
            {initial(user)}
          </span>
          <VisuallyHidden>Account: </VisuallyHidden>
          <span className={classes.words}>
            <bdi className={classes.name}>{user.name || user.email}</bdi>
            {user.name !== "" && <bdi className={classes.email}>{user.email}</bdi>}
          </span>
          <IconDots size={16} stroke={1.75} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {hasFailed && (
          <p role="alert" className={classes.failed}>
            You are still signed in: Holdfast did not answer. Try again.
          </p>
        )}
        <Menu.Item
          renderRoot={(props) => <Link to="/account" search={keepWorkspace} {...props} />}
          leftSection={<IconUserCircle size={16} stroke={1.75} aria-hidden />}
          onClick={() => onLeave?.()}
        >
          Your account
        </Menu.Item>
        <Menu.Item
          closeMenuOnClick={false}
          leftSection={<IconLogout size={16} stroke={1.75} aria-hidden />}
          onClick={() => void leave()}
        >
          Sign out
        </Menu.Item>
        {children && (
          <>
            <Menu.Divider />
            {children}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function initial({ name, email }: { name: string; email: string }): string {
  return (Array.from(name.trim() || email)[0] ?? "?").toUpperCase()
}
