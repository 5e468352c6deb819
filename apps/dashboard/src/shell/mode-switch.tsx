import { type Mode, modes } from "@holdfast/protocol"
import { Menu, UnstyledButton, VisuallyHidden } from "@mantine/core"
import { IconChevronDown, IconFlask } from "@tabler/icons-react"
import { modeLabels } from "../analytics/view/view.ts"
import classes from "./mode-switch.module.css"

/** Live, test or sandbox. Anything but live is lit, so that nobody takes test numbers for real ones. */
export function ModeSwitch({ mode, onChange }: { mode: Mode; onChange: (mode: Mode) => void }) {
  return (
    <Menu position="bottom-end" width={176}>
      <Menu.Target>
        <UnstyledButton className={classes.switch ?? ""} data-mode={mode}>
          {mode !== "live" && <IconFlask size={16} stroke={1.75} aria-hidden />}
          <VisuallyHidden>Mode: </VisuallyHidden>
          {modeLabels[mode]}
          {mode === "live" && " data"}
          <IconChevronDown size={14} stroke={1.75} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={mode}
          onChange={(value) => onChange(modes.find((each) => each === value) ?? "live")}
        >
          {modes.map((each) => (
            <Menu.RadioItem key={each} value={each} closeMenuOnClick>
              {modeLabels[each]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
