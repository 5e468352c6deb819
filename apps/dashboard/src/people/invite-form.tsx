import { type GivenRole, givenRoles, type NewInvitation } from "@holdfast/protocol/dashboard"
import { Button, Radio, TextInput } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { Problem } from "../api/problem.ts"
import dialog from "../parts/dialog.module.css"
import { problemWords } from "../parts/problem-words.ts"
import { roleLines } from "../parts/role-lines.ts"
import { roleName } from "../parts/role-words.ts"
import classes from "./invite-form.module.css"

interface InviteFormProps {
  onInvite: (invitation: NewInvitation) => Promise<void>
  onClose: () => void
}

/** Whom to invite, and as what. */
export function InviteForm({ onInvite, onClose }: InviteFormProps) {
  const [email, setEmail] = useState("")
  const [role, setRole] = useState<GivenRole>("viewer")
  const inviting = useMutation({ mutationFn: () => onInvite({ email: email.trim(), role }) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!inviting.isPending) inviting.mutate()
  }
  return (
    <form onSubmit={submit} className={dialog.form}>
      <TextInput
        type="email"
        label="Email"
        description="The invitation holds for this address alone."
        data-autofocus
        required
        withAsterisk={false}
        maxLength={254}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        error={inviting.isError && faultOf(inviting.error)}
      />
      <Radio.Group
        label="Role"
        value={role}
        onChange={(value) => setRole(givenRoles.find((each) => each === value) ?? "viewer")}
      >
        <div className={classes.roles}>
          {givenRoles.map((each) => (
            <Radio key={each} value={each} label={roleName(each)} description={roleLines[each]} />
          ))}
        </div>
      </Radio.Group>
      <div className={dialog.buttons}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={inviting.isPending}>
          Send invitation
        </Button>
      </div>
    </form>
  )
}

/** A refusal is about what was typed, and says so in its own words. */
function faultOf(error: Error): string {
  if (error instanceof Problem && error.kind === "refused") return error.message
  const { title, advice } = problemWords(error, "send the invitation")
  return `${title} ${advice}`
}
