import { Button, Menu } from "@mantine/core"
import { IconChevronDown } from "@tabler/icons-react"

interface PanelSwitchProps<Way extends string> {
  /** What is chosen, for who cannot see it: `Offers by`. */
  label: string
  ways: readonly { value: Way; label: string }[]
  value: Way
  onChange: (way: Way) => void
}

/** Between the ways to look at one panel. With one way there is nothing to choose. */
export function PanelSwitch<Way extends string>({ label, ways, value, onChange }: PanelSwitchProps<Way>) {
  if (ways.length < 2) return null
  const chosen = ways.find((way) => way.value === value)?.label ?? value
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          size="compact-xs"
          c="dimmed"
          fw={400}
          aria-label={`${label}: ${chosen}`}
          rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />}
        >
          {chosen}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={value}
          onChange={(next) => {
            const way = ways.find((each) => each.value === next)
            if (way) onChange(way.value)
          }}
        >
          {ways.map((way) => (
            <Menu.RadioItem key={way.value} value={way.value} closeMenuOnClick>
              {way.label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
