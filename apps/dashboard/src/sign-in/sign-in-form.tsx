import { PasswordInput, TextInput } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useRef } from "react"
import { signIn } from "../api/login.ts"
import classes from "./door.module.css"
import { DoorForm } from "./door-form.tsx"
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
  return (
    <DoorForm
      label="Sign in"
      isPending={isPending}
      problem={error && signInWords(error)}
      onSend={(form) => mutate(form)}
      links={
        <Link to="/forgot-password" className={classes.link ?? ""}>
          Forgot password?
        </Link>
      }
    >
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
    </DoorForm>
  )
}
