import { Notice } from "../parts/notice.tsx"

/** What it means that no mail is sent, and how to change that. */
export function NoMailServer() {
  return (
    <Notice tone="caution" title="No mail server is configured, so nothing is sent.">
      Mail waits here, and goes out once whoever runs Holdfast names a server in <code>SMTP_URL</code>, unless
      it has expired by then. Until then, read it here and pass its link on yourself.
    </Notice>
  )
}
