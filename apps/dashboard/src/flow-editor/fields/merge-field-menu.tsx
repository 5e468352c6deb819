import { mergeFields, mergeFieldText } from "@holdfast/protocol/flow"
import { Menu, UnstyledButton } from "@mantine/core"
import { IconBraces } from "@tabler/icons-react"
import { useState } from "react"
import classes from "./copy-field.module.css"

interface MergeFieldMenuProps {
  /** Of the field that it inserts into. */
  label: string
  onInsert: (text: string) => void
}

/** Inserts what a text can say of its reader. The menu is made when it is asked for: a survey has many such buttons. */
export function MergeFieldMenu({ label, onInsert }: MergeFieldMenuProps) {
  const [isWanted, setIsWanted] = useState(false)
  const button = (
    <UnstyledButton
      className={classes.insert ?? ""}
      aria-label={`Insert a merge field into ${label}`}
      aria-haspopup="menu"
      onClick={() => setIsWanted(true)}
    >
      <IconBraces size={14} stroke={1.75} aria-hidden />
    </UnstyledButton>
  )
  if (!isWanted) return button
  return (
    <Menu position="bottom-end" width={220} defaultOpened onClose={() => setIsWanted(false)} returnFocus>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        {mergeFields.map(({ field, label, fallback }) => (
          <Menu.Item key={field} onClick={() => onInsert(mergeFieldText(field, fallback))}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
