import { can } from "@holdfast/protocol"
import { Button } from "@mantine/core"
import { useState } from "react"
import { recordingsOfCustomer } from "../api/delete-recordings.ts"
import { countWords } from "../exports/size-words.ts"
import { usePlace } from "../shell/workspace.ts"
import { DeleteRecordingsDialog } from "./delete-recordings-dialog.tsx"

/** Deletes the recordings of all sessions of a customer, for those who may. */
export function DeleteCustomersRecordings({ customerId }: { customerId: string }) {
  const { role } = usePlace().workspace
  const [isOpen, setIsOpen] = useState(false)
  const [news, setNews] = useState("")
  if (!can(role, "recording:delete")) return null
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => {
          setNews("")
          setIsOpen(true)
        }}
      >
        Delete recordings…
      </Button>
      <span role="status">{news}</span>
      <DeleteRecordingsDialog
        which={recordingsOfCustomer(customerId)}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        onDeleted={(count) => {
          setIsOpen(false)
          setNews(`${countWords(count, "recording")} deleted.`)
        }}
      >
        <p>Of all sessions of this customer, in every mode.</p>
      </DeleteRecordingsDialog>
    </>
  )
}
