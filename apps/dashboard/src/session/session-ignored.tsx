import type { SessionPage } from "@holdfast/protocol/dashboard"
import { FactList } from "../parts/fact-list.tsx"
import { PageSection } from "../parts/page-section.tsx"
import classes from "./session-ignored.module.css"

/** What clients sent of this session that could not be read as it came. It is kept without it. */
export function SessionIgnored({ ignored }: Pick<SessionPage, "ignored">) {
  return (
    <PageSection title="Fields that could not be read">
      <p className={classes.lead}>The session is kept; these fields were left out, or cut.</p>
      <FactList
        facts={ignored.map(({ path, why }) => ({ label: path || "the report", text: why, isOwn: true }))}
      />
    </PageSection>
  )
}
