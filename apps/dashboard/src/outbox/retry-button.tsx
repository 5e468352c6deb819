import { Button } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { outboxQuery, retryMail } from "../api/mail.ts"
import { problemWords } from "../parts/problem-words.ts"
import classes from "./mail-row.module.css"

/** Has a mail sent again now; what comes of it shows in its row. */
export function RetryButton({ appId, mailId }: { appId: string; mailId: string }) {
  const client = useQueryClient()
  const retry = useMutation({
    mutationFn: () => retryMail(appId, mailId),
    onSettled: () => client.invalidateQueries({ queryKey: outboxQuery(appId).queryKey }),
  })
  return (
    <>
      <Button size="xs" variant="default" loading={retry.isPending} onClick={() => retry.mutate()}>
        Send again now
      </Button>
      {retry.error && (
        <p className={classes.reason} role="alert">
          {problemWords(retry.error, "send it again").title}{" "}
          {problemWords(retry.error, "send it again").advice}
        </p>
      )}
    </>
  )
}
