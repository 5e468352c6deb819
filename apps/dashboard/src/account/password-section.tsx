import { passwordLength } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { changePassword, loginsQuery } from "../api/account.ts"
import { weakPasswordWords } from "../api/problem.ts"
import { faultWords } from "../parts/fault-words.ts"
import { PageSection } from "../parts/page-section.tsx"
import { usePlace } from "../shell/workspace.ts"
import classes from "./account.module.css"
import { PasswordField } from "./password-field.tsx"

/** Another password: it ends all other logins. */
export function PasswordSection() {
  const { user } = usePlace().me
  const queries = useQueryClient()
  const [password, setPassword] = useState("")
  const [newPassword, setNewPassword] = useState("")
  const saving = useMutation({
    mutationFn: changePassword,
    onSuccess: () => {
      setPassword("")
      setNewPassword("")
      return queries.invalidateQueries(loginsQuery)
    },
  })
  const weakness = weakPasswordWords(saving.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!saving.isPending) saving.mutate({ password, newPassword })
  }
  const type = (set: (text: string) => void) => (event: FormEvent<HTMLInputElement>) => {
    set(event.currentTarget.value)
    if (!saving.isPending) saving.reset()
  }
  return (
    <PageSection title="Password">
      <form className={classes.form} method="post" onSubmit={submit}>
        <input type="text" autoComplete="username" value={user.email} readOnly hidden />
        <PasswordField
          label="Current password"
          autoComplete="current-password"
          maxLength={passwordLength.most}
          value={password}
          onChange={type(setPassword)}
          error={saving.isError && weakness === null && faultWords(saving.error, "change your password")}
        />
        <PasswordField
          label="New password"
          description={`${passwordLength.least} characters or more. It signs you out everywhere else.`}
          autoComplete="new-password"
          minLength={passwordLength.least}
          maxLength={passwordLength.most}
          value={newPassword}
          onChange={type(setNewPassword)}
          error={weakness}
        />
        <div className={classes.buttons}>
          <Button
            type="submit"
            variant="default"
            loading={saving.isPending}
            disabled={password === "" || newPassword.length < passwordLength.least}
          >
            Change password
          </Button>
          <span role="status" className={classes.done}>
            {saving.isSuccess && "Changed. Other browsers are signed out."}
          </span>
        </div>
      </form>
    </PageSection>
  )
}
