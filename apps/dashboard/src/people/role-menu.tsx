import { type GivenRole, givenRoles } from "@holdfast/protocol/dashboard"
import { Button, Menu } from "@mantine/core"
import { IconChevronDown } from "@tabler/icons-react"
import { useState } from "react"
import { roleLines } from "../parts/role-lines.ts"
import { roleName } from "../parts/role-words.ts"
import classes from "./role-menu.module.css"

interface RoleMenuProps {
  /** Whose role it is. */
  of: string
  role: GivenRole
  /** Settles when the change is over, well or not. */
  onChange: (role: GivenRole) => Promise<void>
}

/** A role, and the other ones with what each is for. */
export function RoleMenu({ of, role, onChange }: RoleMenuProps) {
  const [isBusy, setIsBusy] = useState(false)
  const choose = async (value: string) => {
    const next = givenRoles.find((each) => each === value)
    if (!next || next === role || isBusy) return
    setIsBusy(true)
    await onChange(next)
    setIsBusy(false)
  }
  return (
    <Menu position="bottom-end" width={304}>
      <Menu.Target>
        <Button
          variant="default"
          justify="space-between"
          className={classes.button ?? ""}
          aria-label={`Role of ${of}: ${roleName(role)}`}
          aria-busy={isBusy}
          rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />}
        >
          {roleName(role)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={role} onChange={(value) => void choose(value)}>
          {givenRoles.map((each) => (
            <Menu.RadioItem key={each} value={each} closeMenuOnClick>
              <span className={classes.name}>{roleName(each)}</span>
              <span className={classes.line}>{roleLines[each]}</span>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
