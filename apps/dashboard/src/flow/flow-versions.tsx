import type { FlowVersion } from "@holdfast/protocol/dashboard"
import { Link } from "@tanstack/react-router"
import { PageSection } from "../parts/page-section.tsx"
import quiet from "../parts/quiet-link.module.css"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { exactDate } from "../time/exact-time.ts"
import classes from "./flow-versions.module.css"

/** Every published version of the flow, newest first. */
export function FlowVersions({ version: { blueprint, published, versions } }: { version: FlowVersion }) {
  const count = versions.length === 1 ? "1 version" : `${versions.length} versions`
  return (
    <PageSection title="Versions" aside={<span>{count}</span>}>
      <ol className={classes.list}>
        {versions.map(({ id, version, publishedAt }) => (
          <li key={id} className={classes.item} aria-current={id === blueprint.id || undefined}>
            {id === blueprint.id ? (
              <span>Version {version}</span>
            ) : (
              <Link
                to="/versions/$blueprintId"
                params={{ blueprintId: id }}
                search={keepWorkspace}
                className={quiet.link ?? ""}
              >
                Version {version}
              </Link>
            )}
            <span className={classes.note}>
              {exactDate(new Date(publishedAt))}
              {id === published.id && " · published now"}
            </span>
          </li>
        ))}
      </ol>
    </PageSection>
  )
}
