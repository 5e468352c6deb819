import { type CustomerRequest, longestNote } from "@holdfast/protocol/dashboard"
import { Button, Textarea } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { useState } from "react"
import { settleRequest } from "../api/requests.ts"
import dialog from "../parts/dialog.module.css"
import { faultWords } from "../parts/fault-words.ts"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { usePlace } from "../shell/workspace.ts"
import { actWords } from "./request-words.ts"

interface SettleFormProps {
  request: CustomerRequest
  result: "applied" | "refused"
  onDone: () => Promise<void>
  onClose: () => void
}

/** Says what it means to mark a request, and takes a note: of what could not be done it is the reason. */
export function SettleForm({ request, result, onDone, onClose }: SettleFormProps) {
  const { appId } = usePlace().workspace
  const [note, setNote] = useState("")
  const [isMissing, setIsMissing] = useState(false)
  const settling = useMutation({
    mutationFn: () => settleRequest(appId, request.id, { result, ...(note.trim() && { note }) }),
    onSuccess: onDone,
  })
  const needsNote = result === "refused"
  const { email, id } = request.customer
  return (
    <form
      className={dialog.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (needsNote && note.trim() === "") return setIsMissing(true)
        settling.mutate()
      }}
    >
      <p>
        <bdi>{shorten(readableText(email ?? id) ?? "(unreadable)", 200)}</bdi>: {actWords(request)}.{" "}
        {needsNote
          ? "The request is closed as refused. The session still counts as a cancellation."
          : "Mark it once it is done in your billing. Holdfast changes nothing there."}
      </p>
      {request.action === "cancel" && <p>The customer was told that you will confirm it by mail.</p>}
      <Textarea
        label={needsNote ? "Why it could not be done" : "Note (optional)"}
        value={note}
        maxLength={longestNote}
        autosize
        minRows={2}
        maxRows={8}
        data-autofocus
        withAsterisk={needsNote}
        error={isMissing && note.trim() === "" ? "Say why, for whoever reads it later." : null}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {settling.isError && (
        <p role="alert" className={dialog.problem}>
          {faultWords(settling.error, "mark the request")}
        </p>
      )}
      <div className={dialog.buttons}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={settling.isPending}>
          {needsNote ? "Close as refused" : "Mark as done"}
        </Button>
      </div>
    </form>
  )
}
