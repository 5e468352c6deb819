import { type Action, can } from "@holdfast/protocol"
import { Button, type ButtonProps, Tooltip } from "@mantine/core"
import type { ComponentPropsWithRef } from "react"
import { usePlace } from "../shell/workspace.ts"
import { refusalWords } from "./role-words.ts"

interface AllowedButtonProps extends ButtonProps, Omit<ComponentPropsWithRef<"button">, keyof ButtonProps> {
  /** What pressing it does, as the permission table calls it. */
  action: Action
}

/**
 * A button that only some roles may press. For the others it is disabled and says who may, on hover and on keyboard
 * focus: `aria-disabled` rather than `disabled`, which would take the focus away.
 */
export function AllowedButton({ action, onClick, ...button }: AllowedButtonProps) {
  const { role } = usePlace().workspace
  if (can(role, action)) return <Button {...button} {...(onClick && { onClick })} />
  const why = refusalWords(action, role)
  return (
    <Tooltip label={why}>
      <Button
        {...button}
        type="button"
        aria-disabled
        data-disabled
        aria-description={why}
        onClick={(event) => event.preventDefault()}
      />
    </Tooltip>
  )
}
