import { PasswordInput, type PasswordInputProps } from "@mantine/core"
import classes from "./account.module.css"

/** A password to type, for the eyes of a password manager as well. */
export function PasswordField(props: PasswordInputProps) {
  return (
    <PasswordInput
      className={classes.field ?? ""}
      required
      withAsterisk={false}
      visibilityToggleButtonProps={{ "aria-label": "Show or hide the password", tabIndex: 0 }}
      {...props}
    />
  )
}
