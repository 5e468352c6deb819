import { Menu, UnstyledButton } from "@mantine/core"
import { IconDots, IconLogout } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { signOut } from "../api/login.ts"
import classes from "./person-menu.module.css"

/** Who is signed in, and the way out. */
export function PersonMenu({ user }: { user: { name: string; email: string } }) {
  const [hasFailed, setHasFailed] = useState(false)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const leave = async () => {
    setHasFailed(false)
    try {
      await signOut()
      await navigate({ to: "/sign-in" })
      queries.clear()
    } catch {
      setHasFailed(true)
    }
  }
  return (
    <Menu position="top-start" width="target" onClose={() => setHasFailed(false)}>
      <Menu.Target>
        <UnstyledButton className={classes.person ?? ""} aria-label={`Account of ${user.name || user.email}`}>
          <span className={classes.mark} aria-hidden>
            {initial(user)}
          </span>
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
          closeMenuOnClick={false}
          leftSection={<IconLogout size={16} stroke={1.75} aria-hidden />}
          onClick={() => void leave()}
        >
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function initial({ name, email }: { name: string; email: string }): string {
  return (Array.from(name.trim() || email)[0] ?? "?").toUpperCase()
}
