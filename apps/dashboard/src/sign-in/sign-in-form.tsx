import { Button, PasswordInput, TextInput } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useRef } from "react"
import { signIn } from "../api/login.ts"
import { Notice } from "../parts/notice.tsx"
import classes from "./door.module.css"
import { signInWords } from "./sign-in-words.ts"
import { textOf } from "./text-of.ts"

interface SignInFormProps {
  onSignedIn: () => unknown
  /** The password was right, and a code is asked for. */
  onSecondStep: () => void
}

/** Email and password, as a password manager expects them. After a refusal the password is selected, ready to be typed anew. */
export function SignInForm({ onSignedIn, onSecondStep }: SignInFormProps) {
  const password = useRef<HTMLInputElement>(null)
  const { mutate, error, isPending } = useMutation({
    mutationFn: (form: FormData) => signIn(textOf(form, "email").trim(), textOf(form, "password")),
    onSuccess: ({ needsSecondFactor }) => (needsSecondFactor ? onSecondStep() : onSignedIn()),
    onError: () => password.current?.select(),
  })
  const words = error === null ? null : signInWords(error)
  return (
    <form
      className={classes.form}
      method="post"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isPending) mutate(new FormData(event.currentTarget))
      }}
    >
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
        size="md"
        required
        withAsterisk={false}
        autoFocus
      />
      <PasswordInput
        ref={password}
        name="password"
        label="Password"
        autoComplete="current-password"
        size="md"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ "aria-label": "Show or hide the password", tabIndex: 0 }}
      />
      <Button type="submit" size="md" fullWidth loading={isPending}>
        Sign in
      </Button>
      <div className={classes.links}>
        <Link to="/forgot-password" className={classes.link ?? ""}>
          Forgot password?
        </Link>
      </div>
    </form>
  )
}
