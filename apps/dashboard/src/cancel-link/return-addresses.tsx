import { Button, TextInput } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { cancelLinkQuery, setReturnAddresses } from "../api/cancel-link.ts"
import { faultWords } from "../parts/fault-words.ts"
import { usePlace } from "../shell/workspace.ts"
import classes from "./cancel-link.module.css"

/** Where the page may lead customers back to: one is added, or one taken off. */
export function ReturnAddresses({ addresses }: { addresses: readonly string[] }) {
  const { appId } = usePlace().workspace
  const queries = useQueryClient()
  const [text, setText] = useState("")
  const changing = useMutation({
    mutationFn: (next: readonly string[]) => setReturnAddresses(appId, next),
    onSuccess: (changed) => queries.setQueryData(cancelLinkQuery(appId).queryKey, changed),
  })
  const add = (event: FormEvent) => {
    event.preventDefault()
    if (changing.isPending || text.trim() === "") return
    changing.mutate([...addresses, text.trim()], { onSuccess: () => setText("") })
  }
  return (
    <div>
      <p className={classes.words}>
        At the end the page leads customers back to one of these: the one that the link names as{" "}
        <code>return</code>, else the first.
      </p>
      {addresses.length > 0 && (
        <ul className={classes.list} aria-label="Return addresses">
          {addresses.map((address) => (
            <li key={address} className={classes.line}>
              <bdi className={classes.address}>{address}</bdi>
              <Button
                variant="default"
                size="xs"
                aria-label={`Remove ${address}`}
                disabled={changing.isPending}
                onClick={() => changing.mutate(addresses.filter((each) => each !== address))}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={add} className={classes.form}>
        <TextInput
          className={classes.field}
          label="Address"
          placeholder="https://shop.example/account"
          maxLength={500}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" loading={changing.isPending} disabled={text.trim() === ""}>
          Add address
        </Button>
      </form>
      {changing.isError && (
        <p role="alert" className={classes.problem}>
          {faultWords(changing.error, "change the return addresses")}
        </p>
      )}
    </div>
  )
}
