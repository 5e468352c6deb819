import { type ApiKey, type KeyOverlap, keyOverlaps } from "@holdfast/protocol/dashboard"
import { Button, Radio } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import dialog from "../parts/dialog.module.css"
import { faultWords } from "../parts/fault-words.ts"
import { KeyReference } from "./key-reference.tsx"
import { kindWords, overlapWords } from "./key-words.ts"
import classes from "./replace-key-form.module.css"

interface ReplaceKeyFormProps {
  apiKey: ApiKey
  onReplace: (overlap: KeyOverlap) => Promise<void>
  onClose: () => void
}

/** Asks how long the old key stays valid beside the new one. */
export function ReplaceKeyForm({ apiKey, onReplace, onClose }: ReplaceKeyFormProps) {
  const [overlap, setOverlap] = useState<KeyOverlap>("24-hours")
  const replacing = useMutation({ mutationFn: () => onReplace(overlap) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!replacing.isPending) replacing.mutate()
  }
  return (
    <form onSubmit={submit} className={dialog.form}>
      <p>
        A new {kindWords[apiKey.kind].one} takes the place of <KeyReference apiKey={apiKey} />. Put it where
        the old one is used; both are accepted meanwhile, and the old one then stops by itself.
      </p>
      <Radio.Group
        label="The old key stays valid for"
        value={overlap}
        onChange={(value) => setOverlap(keyOverlaps.find((each) => each === value) ?? overlap)}
      >
        <div className={classes.choices}>
          {keyOverlaps.map((each) => (
            <Radio
              key={each}
              value={each}
              label={overlapWords[each]}
              data-autofocus={each === overlap || undefined}
            />
          ))}
        </div>
      </Radio.Group>
      {replacing.isError && (
        <p role="alert" className={dialog.problem}>
          {faultWords(replacing.error, "replace the key")}
        </p>
      )}
      <div className={dialog.buttons}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={replacing.isPending}>
          Replace key
        </Button>
      </div>
    </form>
  )
}
