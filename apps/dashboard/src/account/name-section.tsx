import { Button, TextInput } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { changeName } from "../api/account.ts"
import { meQuery } from "../api/login.ts"
import { faultWords } from "../parts/fault-words.ts"
import { PageSection } from "../parts/page-section.tsx"
import { usePlace } from "../shell/workspace.ts"
import classes from "./account.module.css"

/** How colleagues see this person. */
export function NameSection() {
  const { user } = usePlace().me
  const queries = useQueryClient()
  const [name, setName] = useState(user.name)
  const saving = useMutation({
    mutationFn: changeName,
    onSuccess: () => queries.invalidateQueries(meQuery),
  })
  const isSame = name.trim() === user.name
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!saving.isPending && !isSame && name.trim() !== "") saving.mutate(name)
  }
  return (
    <PageSection title="Name">
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          className={classes.field ?? ""}
          label="Your name"
          description={
            <>
              How colleagues see you. You sign in as <bdi>{user.email}</bdi>.
            </>
          }
          autoComplete="name"
          maxLength={80}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value)
            saving.reset()
          }}
          error={saving.isError && faultWords(saving.error, "save your name")}
        />
        <div className={classes.buttons}>
          <Button
            type="submit"
            variant="default"
            loading={saving.isPending}
            disabled={isSame || name.trim() === ""}
          >
            Save name
          </Button>
          <span role="status" className={classes.done}>
            {saving.isSuccess && "Saved"}
          </span>
        </div>
      </form>
    </PageSection>
  )
}
