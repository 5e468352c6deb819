import { type Member, passwordLength } from "@holdfast/protocol/dashboard"
import { Button, NativeSelect, PasswordInput } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { type FormEvent, useRef, useState } from "react"
import { Problem } from "../api/problem.ts"
import dialog from "../parts/dialog.module.css"
import { problemWords } from "../parts/problem-words.ts"
import { roleName } from "../parts/role-words.ts"
import { personName } from "./person-name.ts"

interface HandOverFormProps {
  people: Member[]
  onHandOver: (heir: Member, password: string) => Promise<void>
  onClose: () => void
}

/** Who becomes the owner; asks for the password of who is, since only the new owner could take it back. */
export function HandOverForm({ people, onHandOver, onClose }: HandOverFormProps) {
  const heirs = people.filter(({ role }) => role !== "owner")
  const [heirId, setHeirId] = useState("")
  const [password, setPassword] = useState("")
  const field = useRef<HTMLInputElement>(null)
  const heir = heirs.find(({ id }) => id === heirId)
  const handing = useMutation({
    mutationFn: async () => heir && onHandOver(heir, password),
    onError: () => field.current?.select(),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (heir && !handing.isPending) handing.mutate()
  }
  const isWrongPassword = handing.error instanceof Problem && handing.error.code === "wrong_password"
  return (
    <form onSubmit={submit} className={dialog.form} method="post">
      <p>
        The new owner has everything that is yours now, and you become an Admin. Only they can hand it back.
      </p>
      <NativeSelect
        label="New owner"
        data-autofocus
        required
        withAsterisk={false}
        value={heirId}
        onChange={(event) => setHeirId(event.currentTarget.value)}
      >
        <option value="">Choose a member</option>
        {heirs.map((member) => (
          <option key={member.id} value={member.id}>
            {`${personName(member)}, ${member.email} (${roleName(member.role)})`}
          </option>
        ))}
      </NativeSelect>
      <PasswordInput
        ref={field}
        label="Your password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        maxLength={passwordLength.most}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ "aria-label": "Show or hide the password", tabIndex: 0 }}
        error={isWrongPassword && "This is not your password."}
      />
      {handing.isError && !isWrongPassword && (
        <p role="alert" className={dialog.problem}>
          {faultOf(handing.error)}
        </p>
      )}
      <div className={dialog.buttons}>
        <Button variant="default" onClick={onClose}>
          Stay the owner
        </Button>
        <Button type="submit" color="red.9" loading={handing.isPending}>
          {heir ? `Make ${personName(heir)} the owner` : "Hand over"}
        </Button>
      </div>
    </form>
  )
}

function faultOf(error: Error): string {
  const { title, advice } = problemWords(error, "hand over ownership")
  return `${title} ${advice}`
}
