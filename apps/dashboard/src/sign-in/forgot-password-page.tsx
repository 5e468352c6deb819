import { TextInput } from "@mantine/core"
import { useMutation, useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { askForReset, signInOptionsQuery } from "../api/login.ts"
import { Notice } from "../parts/notice.tsx"
import { problemWords } from "../parts/problem-words.ts"
import classes from "./door.module.css"
import { Door } from "./door.tsx"
import { DoorForm } from "./door-form.tsx"
import { textOf } from "./text-of.ts"

/** Mails a link with which somebody chooses a new password. It does not say whether anybody has that email. */
export function ForgotPasswordPage() {
  const { data: options } = useQuery(signInOptionsQuery)
  const { mutate, error, isPending, isSuccess, variables: email } = useMutation({ mutationFn: askForReset })
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
          <div className={classes.links}>
            <LinkToSignIn />
          </div>
        </div>
      </Door>
    )
  }
  return (
    <Door title="Forgot your password?" words="We mail you a link to choose a new password.">
      <DoorForm
        label="Send the link"
        isPending={isPending}
        problem={error && problemWords(error, "send the mail")}
        onSend={(form) => mutate(textOf(form, "email").trim())}
        links={<LinkToSignIn />}
      >
        {isUnsent && <UnsentMail />}
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
      </DoorForm>
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

function LinkToSignIn() {
  return (
    <Link to="/sign-in" className={classes.link ?? ""}>
      Back to the sign-in
    </Link>
  )
}
