import { passwordLength } from "@holdfast/protocol/dashboard"
import { Button, PasswordInput, TextInput } from "@mantine/core"
import { type FormEvent, useState } from "react"
import classes from "../sign-in/door.module.css"

interface NewcomerFormProps {
  email: string
  isPending: boolean
  /** What keeps the password that was sent from being one. */
  weakness: string | null
  onAccept: (chosen: { name: string; password: string }) => void
}

/** Name and password of a new person, as a password manager expects them. */
export function NewcomerForm({ email, isPending, weakness, onAccept }: NewcomerFormProps) {
  const [name, setName] = useState("")
  const [password, setPassword] = useState("")
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isPending) onAccept({ name: name.trim(), password })
  }
  return (
    <form className={classes.form} method="post" onSubmit={submit}>
      <TextInput
        name="email"
        type="email"
        label="Email"
        description="The invitation holds for this address alone."
        autoComplete="username"
        size="md"
        readOnly
        value={email}
      />
      <TextInput
        name="name"
        label="Your name"
        autoComplete="name"
        size="md"
        required
        withAsterisk={false}
        maxLength={80}
        pattern=".*\S.*"
        title="1 to 80 characters"
        autoFocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordInput
        name="password"
        label="Choose a password"
        description={`${passwordLength.least} to ${passwordLength.most} characters`}
        autoComplete="new-password"
        size="md"
        required
        withAsterisk={false}
        minLength={passwordLength.least}
        maxLength={passwordLength.most}
        value={password}
        error={weakness}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ "aria-label": "Show or hide the password", tabIndex: 0 }}
      />
      <Button type="submit" size="md" fullWidth loading={isPending}>
        Join
      </Button>
    </form>
  )
}
