import { useQuery } from "@tanstack/react-query"
import { mailTextQuery } from "../api/mail.ts"
import { PageFault } from "../parts/page-fault.tsx"
import classes from "./mail-preview.module.css"

/** What a mail says, as its recipient sees it and as text. It runs nothing and leads nowhere. */
export function MailPreview({ appId, mailId }: { appId: string; mailId: string }) {
  const { data, error, isFetching, refetch } = useQuery({
    ...mailTextQuery(appId, mailId),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  if (error) {
    return (
      <PageFault
        error={error}
        what="read this mail"
        isStale={false}
        isTrying={isFetching}
        onTryAgain={() => void refetch()}
      />
    )
  }
  if (!data) return <p role="status">Loading the mail</p>
  return (
    <div className={classes.sides}>
      <iframe className={classes.page} title={`Mail: ${data.subject}`} sandbox="" srcDoc={data.html} />
      <pre className={classes.text}>{data.text}</pre>
    </div>
  )
}
