import { Button } from "@mantine/core"
import { IconDownload } from "@tabler/icons-react"
import { useEffect, useRef, useState } from "react"
import { copyText } from "../parts/copy-text.ts"
import { usePlace } from "../shell/workspace.ts"
import classes from "./account.module.css"

/** Recovery codes, this once: to copy, to download, and to say that they are kept. */
export function RecoveryCodeList({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { user } = usePlace().me
  const [copied, setCopied] = useState<boolean | null>(null)
  const lead = useRef<HTMLParagraphElement>(null)
  // the form that had the focus is gone
  useEffect(() => lead.current?.focus(), [])
  const text = `Holdfast recovery codes of ${user.email}. Each works once.\n\n${codes.join("\n")}\n`
  return (
    <div className={classes.part}>
      <p ref={lead} tabIndex={-1} className={classes.words}>
        <strong>Keep these recovery codes.</strong> Each lets you in once, without your phone. They are shown
        this once; a password manager is a good place.
      </p>
      <ol className={classes.codes} aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className={classes.buttons}>
        <Button variant="default" onClick={() => void copyText(codes.join("\n")).then(setCopied)}>
          Copy codes
        </Button>
        <Button
          component="a"
          variant="default"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="holdfast-recovery-codes.txt"
          leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
        >
          Download
        </Button>
        <Button onClick={onKept}>I have kept them</Button>
        <span role="status" className={copied === false ? classes.problem : classes.done}>
          {copied && "Copied"}
          {copied === false && "The browser did not allow it. Select the codes and copy them by hand."}
        </span>
      </div>
    </div>
  )
}
