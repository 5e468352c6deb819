import type { ApiKey } from "@holdfast/protocol/dashboard"
import { ActionIcon, Menu } from "@mantine/core"
import { IconArrowsExchange, IconDots, IconPencil, IconTrash } from "@tabler/icons-react"
import type { KeyDialog } from "./key-dialogs.tsx"
import { keyName } from "./key-words.ts"

interface KeyMenuProps {
  apiKey: ApiKey
  onDialog: (dialog: KeyDialog) => void
}

/** What can be done with a key. One that is being replaced is not replaced again. */
export function KeyMenu({ apiKey, onDialog }: KeyMenuProps) {
  return (
    <Menu position="bottom-end" width={176} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon
          data-key={apiKey.id}
          size={32}
          aria-label={`Actions for ${keyName(apiKey)}, ${apiKey.hint}`}
        >
          <IconDots size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPencil size={16} stroke={1.75} aria-hidden />}
          onClick={() => onDialog({ kind: "rename", key: apiKey })}
        >
          Rename…
        </Menu.Item>
        {apiKey.state === "active" && (
          <Menu.Item
            leftSection={<IconArrowsExchange size={16} stroke={1.75} aria-hidden />}
            onClick={() => onDialog({ kind: "replace", key: apiKey })}
          >
            Replace…
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />}
          onClick={() => onDialog({ kind: "revoke", key: apiKey })}
        >
          Revoke…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
