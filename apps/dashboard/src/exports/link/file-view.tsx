import type { Export, ExportFile } from "@holdfast/protocol/dashboard"
import { Anchor, Button } from "@mantine/core"
import { IconDownload } from "@tabler/icons-react"
import { exportPath } from "../../api/exports.ts"
import { CopyButton } from "../../parts/copy-button.tsx"
import { PageSection } from "../../parts/page-section.tsx"
import { usePlace } from "../../shell/workspace.ts"
import { shortDayAndTime } from "../../time/exact-time.ts"
import { sizeWords } from "../size-words.ts"
import { checkCommand } from "./check-command.ts"
import { ExportFacts } from "./export-facts.tsx"
import classes from "./export-link.module.css"

interface FileViewProps {
  item: Export
  file: ExportFile
  /** Of the mailed link. */
  linkKey: string | null
}

/** A file that is there: to be downloaded as often as needed, and to be checked. */
export function FileView({ item, file, linkKey }: FileViewProps) {
  const { appId } = usePlace().workspace
  const command = checkCommand(file.name)
  return (
    <div className={classes.view}>
      <div>
        <p className={classes.ways}>
          <Button
            component="a"
            href={exportPath(appId, item.id, "/file", linkKey)}
            download
            leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
          >
            Download {sizeWords(file.bytes)}
          </Button>
          <Anchor href={exportPath(appId, item.id, "/manifest", null)} target="_blank">
            Manifest
          </Anchor>
        </p>
        <p className={classes.quiet}>
          As often as you need until {shortDayAndTime(new Date(file.expiresAt))}. A download that breaks off
          can be resumed.
        </p>
      </div>
      <ExportFacts item={item} />
      <PageSection title="Check the file">
        <p>This prints the SHA-256 above where the file is whole and unchanged:</p>
        <p className={classes.command}>
          <code>{command}</code>
          <CopyButton text={command} what="command" />
        </p>
        <p className={classes.quiet}>
          On macOS it is <code>shasum -a 256</code>, in PowerShell <code>Get-FileHash</code>.
        </p>
      </PageSection>
    </div>
  )
}
