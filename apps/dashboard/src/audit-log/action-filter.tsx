import type { AuditAction } from "@holdfast/protocol/dashboard"
import { Button, Checkbox, Popover, VisuallyHidden } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconChevronDown } from "@tabler/icons-react"
import classes from "./action-filter.module.css"
import { actionGroups } from "./action-groups.ts"
import { actionWords } from "./action-words.ts"

interface ActionFilterProps {
  /** None means every action. */
  what: readonly AuditAction[]
  onWhat: (what: readonly AuditAction[]) => void
}

/** Which actions are shown: many choices, in groups. */
export function ActionFilter({ what, onWhat }: ActionFilterProps) {
  const [isOpen, { close, toggle }] = useDisclosure(false)
  const [only] = what
  const face =
    only === undefined
      ? "Every action"
      : what.length === 1
        ? actionWords(only).choice
        : `Actions · ${what.length}`
  const set = (action: AuditAction, isChosen: boolean) =>
    onWhat(isChosen ? [...what, action] : what.filter((each) => each !== action))
  return (
    <Popover opened={isOpen} onDismiss={close} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          onClick={toggle}
          rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />}
        >
          <VisuallyHidden>What: </VisuallyHidden>
          {face}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel ?? ""}>
        <div className={classes.groups}>
          {actionGroups.map(({ label, actions }) => (
            <fieldset key={label} className={classes.group}>
              <legend className={classes.legend}>{label}</legend>
              {actions.map((action) => (
                <Checkbox
                  key={action}
                  size="xs"
                  label={actionWords(action).choice}
                  checked={what.includes(action)}
                  onChange={({ currentTarget }) => set(action, currentTarget.checked)}
                />
              ))}
            </fieldset>
          ))}
        </div>
        {what.length > 0 && (
          <Button variant="subtle" size="xs" onClick={() => onWhat([])}>
            Every action
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
