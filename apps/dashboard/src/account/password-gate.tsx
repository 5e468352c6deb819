import { passwordLength } from "@holdfast/protocol/dashboard"
import { Button, TextInput } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { Problem } from "../api/problem.ts"
import { faultWords } from "../parts/fault-words.ts"
import { usePlace } from "../shell/workspace.ts"
import classes from "./account.module.css"
import { PasswordField } from "./password-field.tsx"

export interface Given {
  password: string
  /** Of the second factor; empty where it is not asked for. */
  code: string
}

interface PasswordGateProps<T> {
  /** What the button does, such as "Turn off". */
  label: string
  /** Finishes "could not …". */
  what: string
  isDangerous?: boolean
  /** Whether a code of the second factor is asked for, too. */
  asksForCode?: boolean
  act: (given: Given) => Promise<T>
  onDone: (result: T) => unknown
  onBack: () => void
}

/** Asks for the password again before something that a browser left open should not be able to do. */
export function PasswordGate<T>({
  label,
  what,
  isDangerous,
  asksForCode = false,
  act,
  onDone,
  onBack,
}: PasswordGateProps<T>) {
  const { user } = usePlace().me
  const [password, setPassword] = useState("")
  const [code, setCode] = useState("")
  const acting = useMutation({ mutationFn: act, onSuccess: onDone })
  const isComplete = password !== "" && !(asksForCode && code.trim() === "")
  const fault = acting.isError && faultWords(acting.error, what)
  const isOfCode = acting.error instanceof Problem && codeFaults.includes(acting.error.code ?? "")
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!acting.isPending && isComplete) acting.mutate({ password, code: code.trim() })
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
        error={!isOfCode && fault}
      />
      {asksForCode && (
        <TextInput
          className={classes.field ?? ""}
          label="Code from your app, or a recovery code"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={40}
          required
          withAsterisk={false}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={isOfCode && fault}
        />
      )}
      <div className={classes.buttons}>
        <Button
          type="submit"
          loading={acting.isPending}
          disabled={!isComplete}
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

const codeFaults: readonly string[] = ["wrong_code", "code_used"]
