import { TextInput, UnstyledButton } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { useEffect, useRef, useState } from "react"
import { verifyCode } from "../api/login.ts"
import { codeWords } from "./code-words.ts"
import classes from "./door.module.css"
import { DoorForm } from "./door-form.tsx"
import { textOf } from "./text-of.ts"

interface CodeFormProps {
  onSignedIn: () => unknown
  /** Back to the password. */
  onStartOver: () => void
}

/** The second step: the code that an app shows, or a recovery code. */
export function CodeForm({ onSignedIn, onStartOver }: CodeFormProps) {
  const [kind, setKind] = useState<"totp" | "recovery">("totp")
  const field = useRef<HTMLInputElement>(null)
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: (form: FormData) => verifyCode(kind, textOf(form, "code").trim()),
    onSuccess: onSignedIn,
    onError: () => field.current?.select(),
  })
  // whichever is asked for, its field is where one types
  useEffect(() => {
    if (kind) field.current?.focus()
  }, [kind])
  const isTotp = kind === "totp"
  return (
    <DoorForm
      label="Sign in"
      isPending={isPending}
      problem={error && codeWords(error)}
      onSend={(form) => mutate(form)}
      links={
        <>
          <UnstyledButton
            className={classes.link ?? ""}
            onClick={() => {
              reset()
              setKind(isTotp ? "recovery" : "totp")
            }}
          >
            {isTotp ? "Use a recovery code" : "Use the code from your app"}
          </UnstyledButton>
          <UnstyledButton className={classes.link ?? ""} onClick={onStartOver}>
            Start over
          </UnstyledButton>
        </>
      }
    >
      <TextInput
        key={kind}
        ref={field}
        name="code"
        label={isTotp ? "Code from your app" : "Recovery code"}
        description={
          isTotp ? "Six digits, new every half minute." : "One of the ten that you kept. Each works once."
        }
        inputMode={isTotp ? "numeric" : "text"}
        autoComplete={isTotp ? "one-time-code" : "off"}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        size="md"
        required
        withAsterisk={false}
      />
    </DoorForm>
  )
}
