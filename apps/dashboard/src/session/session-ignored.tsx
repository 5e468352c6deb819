import type { SessionPage } from "@holdfast/protocol/dashboard"
import { PageSection } from "../parts/page-section.tsx"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { withKeys } from "../parts/with-keys.ts"
import classes from "./session-ignored.module.css"

/** What clients sent of this session that could not be read as it came. It is kept without it. */
export function SessionIgnored({ ignored }: Pick<SessionPage, "ignored">) {
  return (
    <PageSection title="Fields that could not be read">
      <p className={classes.lead}>The session is kept; these fields were left out, or cut.</p>
      <dl className={classes.list}>
        {withKeys(ignored).map(({ item: { path, why }, key }) => (
          <div key={key} className={classes.field}>
            <dt>
              <bdi>{shorten(readableText(path) ?? "(unreadable name)", 120)}</bdi>
            </dt>
            <dd>{shorten(readableText(why) ?? "", 200)}</dd>
          </div>
        ))}
      </dl>
    </PageSection>
  )
}
