import { passwordLength } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { faultWords } from "../parts/fault-words.ts"
import { usePlace } from "../shell/workspace.ts"
import classes from "./account.module.css"
import { PasswordField } from "./password-field.tsx"

interface PasswordGateProps<T> {
  /** What the button does, such as "Turn off". */
  label: string
  /** Finishes "could not …". */
  what: string
  isDangerous?: boolean
  act: (password: string) => Promise<T>
  onDone: (result: T) => unknown
  onBack: () => void
}

/** Asks for the password again before something that a browser left open should not be able to do. */
export function PasswordGate<T>({ label, what, isDangerous, act, onDone, onBack }: PasswordGateProps<T>) {
  const { user } = usePlace().me
  const [password, setPassword] = useState("")
  const acting = useMutation({ mutationFn: act, onSuccess: onDone })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!acting.isPending && password !== "") acting.mutate(password)
  }
  return (
    <form className={classes.form} method="post" onSubmit={submit}>
      <input type="text" autoComplete="username" value={user.email} readOnly hidden />
      <PasswordField
        label="Your password, once more"
        autoComplete="current-password"
        maxLength={passwordLength.most}
        autoFocus
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={acting.isError && faultWords(acting.error, what)}
      />
      <div className={classes.buttons}>
        <Button
          type="submit"
          loading={acting.isPending}
          disabled={password === ""}
          {...(isDangerous && { color: "red" })}
        >
          {label}
        </Button>
        <Button variant="default" onClick={onBack}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
