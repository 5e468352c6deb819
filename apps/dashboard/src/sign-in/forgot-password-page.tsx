import { Button, TextInput } from "@mantine/core"
import { useMutation, useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { askForReset, signInOptionsQuery } from "../api/login.ts"
import { Notice } from "../parts/notice.tsx"
import { problemWords } from "../parts/problem-words.ts"
import classes from "./door.module.css"
import { Door } from "./door.tsx"
import { textOf } from "./text-of.ts"

/** Mails a link with which somebody chooses a new password. It does not say whether anybody has that email. */
export function ForgotPasswordPage() {
  const { data: options } = useQuery(signInOptionsQuery)
  const { mutate, error, isPending, isSuccess, variables: email } = useMutation({ mutationFn: askForReset })
  const words = error === null ? null : problemWords(error, "send the mail")
  const isUnsent = options?.isMailConfigured === false
  if (isSuccess) {
    return (
      <Door title={isUnsent ? "The mail is written" : "Look into your mail"}>
        <div className={classes.form}>
          <p role="status">
            If there is an account for <bdi>{email}</bdi>, a mail with a link{" "}
            {isUnsent ? "waits on this server" : "is on its way"}. The link works once, within an hour.
          </p>
          {isUnsent && <UnsentMail />}
          <BackToSignIn />
        </div>
      </Door>
    )
  }
  return (
    <Door title="Forgot your password?" words="A mail brings you a link with which you choose a new one.">
      <form
        className={classes.form}
        method="post"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isPending) mutate(textOf(new FormData(event.currentTarget), "email").trim())
        }}
      >
        {isUnsent && <UnsentMail />}
        {words && (
          <Notice tone="fault" role="alert" title={words.title} id={words.id}>
            {words.advice}
          </Notice>
        )}
        <TextInput
          name="email"
          type="email"
          label="Email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={320}
          size="md"
          required
          withAsterisk={false}
          autoFocus
        />
        <Button type="submit" size="md" fullWidth loading={isPending}>
          Send the link
        </Button>
        <BackToSignIn />
      </form>
    </Door>
  )
}

function UnsentMail() {
  return (
    <Notice tone="caution" title="Mail is not configured on this server.">
      Whoever runs it reads the link out for you with <code>holdfast mail</code>, or makes one with{" "}
      <code>holdfast reset-password</code>.
    </Notice>
  )
}

function BackToSignIn() {
  return (
    <div className={classes.links}>
      <Link to="/sign-in" className={classes.link ?? ""}>
        Back to the sign-in
      </Link>
    </div>
  )
}
