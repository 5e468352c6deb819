import { ActionIcon } from "@mantine/core"
import { IconDeviceDesktop, IconDeviceMobile, IconMoon, IconSun } from "@tabler/icons-react"
import { memo, type ReactNode } from "react"
import classes from "./flow-preview.module.css"

export type PreviewWidth = "desktop" | "phone"

interface PreviewToolsProps {
  width: PreviewWidth
  onWidth: (width: PreviewWidth) => void
  isDark: boolean
  onDark: (isDark: boolean) => void
}

/** On which screen the preview is looked at. */
export const PreviewTools = memo(function PreviewTools({
  width,
  onWidth,
  isDark,
  onDark,
}: PreviewToolsProps) {
  return (
    <div className={classes.tools}>
      <h2 className={classes.title}>What the customer sees</h2>
      <span className={classes.switches}>
        <Switch label="Desktop width" isOn={width === "desktop"} onClick={() => onWidth("desktop")}>
          <IconDeviceDesktop size={16} stroke={1.75} aria-hidden />
        </Switch>
        <Switch label="Phone width" isOn={width === "phone"} onClick={() => onWidth("phone")}>
          <IconDeviceMobile size={16} stroke={1.75} aria-hidden />
        </Switch>
        <Switch label="Light" isOn={!isDark} onClick={() => onDark(false)}>
          <IconSun size={16} stroke={1.75} aria-hidden />
        </Switch>
        <Switch label="Dark" isOn={isDark} onClick={() => onDark(true)}>
          <IconMoon size={16} stroke={1.75} aria-hidden />
        </Switch>
      </span>
    </div>
  )
})

interface SwitchProps {
  label: string
  isOn: boolean
  onClick: () => void
  children: ReactNode
}

const Switch = ({ label, isOn, onClick, children }: SwitchProps) => (
  <ActionIcon
    size={28}
    aria-label={label}
    aria-pressed={isOn}
    className={classes.switch ?? ""}
    onClick={onClick}
  >
    {children}
  </ActionIcon>
)
