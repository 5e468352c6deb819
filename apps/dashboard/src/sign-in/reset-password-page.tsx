import { passwordLength } from "@holdfast/protocol/dashboard"
import { Button, PasswordInput } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { meQuery, spendResetLink } from "../api/login.ts"
import { Problem, weakPasswordWords } from "../api/problem.ts"
import { useLinkToken } from "../parts/link-token.ts"
import { problemWords } from "../parts/problem-words.ts"
import classes from "./door.module.css"
import { Door } from "./door.tsx"
import { DoorForm } from "./door-form.tsx"
import { textOf } from "./text-of.ts"

const route = getRouteApi("/reset-password")

/** Where the link of the mail leads: a new password, and then the sign-in. */
export function ResetPasswordPage() {
  const token = useLinkToken(route.useSearch().token)
  const queries = useQueryClient()
  const { mutate, error, isPending, isSuccess } = useMutation({
    mutationFn: (password: string) => spendResetLink(token ?? "", password),
    // whoever was signed in here is no more
    onSuccess: () => queries.removeQueries(meQuery),
  })
  if (isSuccess) {
    return (
      <Door title="Your new password is set">
        <div className={classes.form}>
          <p role="status">You are signed out everywhere. Sign in with the new password.</p>
          <Button component={Link} to="/sign-in" size="md" fullWidth>
            Sign in
          </Button>
        </div>
      </Door>
    )
  }
  const isOver = error instanceof Problem && error.status === 410
  if (token === undefined || isOver) {
    return (
      <Door title="This link has expired">
        <div className={classes.form}>
          <p role={isOver ? "alert" : undefined}>
            {isOver
              ? "It was used already, or is more than an hour old. Your password is as it was."
              : "It is not whole. Open it from the mail again, or ask for another one."}
          </p>
          <Button component={Link} to="/forgot-password" size="md" fullWidth>
            Ask for another link
          </Button>
        </div>
      </Door>
    )
  }
  const weakness = weakPasswordWords(error)
  return (
    <Door
      title="Choose a new password"
      words="It signs you out everywhere. Two-factor authentication stays on."
    >
      <DoorForm
        label="Set the password"
        isPending={isPending}
        problem={error && weakness === null ? problemWords(error, "set the password") : null}
        onSend={(form) => mutate(textOf(form, "password"))}
      >
        <PasswordInput
          name="password"
          label="New password"
          description={`${passwordLength.least} characters or more.`}
          autoComplete="new-password"
          error={weakness}
          minLength={passwordLength.least}
          maxLength={passwordLength.most}
          size="md"
          required
          withAsterisk={false}
          autoFocus
          visibilityToggleButtonProps={{ "aria-label": "Show or hide the password", tabIndex: 0 }}
        />
      </DoorForm>
    </Door>
  )
}
