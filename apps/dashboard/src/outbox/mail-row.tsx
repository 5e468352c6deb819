import type { OutboxMail } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { useId } from "react"
import { Moment } from "../parts/moment.tsx"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { MailPreview } from "./mail-preview.tsx"
import classes from "./mail-row.module.css"
import { mailKindWords, mailStateWords, triedWords } from "./mail-words.ts"
import { NextTry } from "./next-try.tsx"
import { RetryButton } from "./retry-button.tsx"

interface MailRowProps {
  appId: string
  mail: OutboxMail
  isConfigured: boolean
}

/** One mail: what it is, to whom, how it stands, and what can be done about it. */
export function MailRow({ appId, mail, isConfigured }: MailRowProps) {
  const [isOpen, { toggle }] = useDisclosure(false)
  const previewId = useId()
  const tried = triedWords(mail)
  const isUnsent = mail.isKept && mail.state !== "sent"
  return (
    <li className={classes.row}>
      <div className={classes.main}>
        <p className={classes.subject}>
          <bdi>{shorten(readableText(mail.subject) ?? "(no subject)", 200)}</bdi>
        </p>
        <p className={classes.facts}>
          <bdi>{shorten(readableText(mail.to) ?? "(unreadable address)", 200)}</bdi>
          <span>{mailKindWords(mail.kind)}</span>
          <Moment at={mail.createdAt} />
        </p>
        {mail.lastError !== null && <p className={classes.reason}>{shorten(mail.lastError, 600)}</p>}
        {mail.isPersonal && isUnsent && (
          <p className={classes.dim}>
            Only its recipient may read it. Whoever runs the server finds it with <code>holdfast mail</code>.
          </p>
        )}
      </div>
      <div className={classes.standing}>
        <p className={classes.state} data-state={mail.state}>
          {mailStateWords(mail)}
        </p>
        <p className={classes.facts}>
          {tried && <span>{tried}</span>}
          {isConfigured && mail.nextTryAt !== null && <NextTry at={mail.nextTryAt} />}
          {mail.sentAt !== null && <Moment at={mail.sentAt} />}
        </p>
      </div>
      {isUnsent && (
        <div className={classes.ways}>
          {!mail.isPersonal && (
            <Button
              size="xs"
              variant="default"
              aria-expanded={isOpen}
              aria-controls={previewId}
              onClick={toggle}
            >
              {isOpen ? "Close" : "Read"}
            </Button>
          )}
          {isConfigured && <RetryButton appId={appId} mailId={mail.id} />}
        </div>
      )}
      <div id={previewId} className={classes.preview}>
        {isOpen && isUnsent && <MailPreview appId={appId} mailId={mail.id} />}
      </div>
    </li>
  )
}
