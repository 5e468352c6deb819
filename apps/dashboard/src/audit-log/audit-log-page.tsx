import { Button } from "@mantine/core"
import { IconDownload } from "@tabler/icons-react"
import { getRouteApi, useNavigate } from "@tanstack/react-router"
import { ForRoles } from "../parts/for-roles.tsx"
import { Notice } from "../parts/notice.tsx"
import { problemWords } from "../parts/problem-words.ts"
import { useNow } from "../parts/use-now.ts"
import { PageHeader } from "../shell/page-header.tsx"
import { usePlace } from "../shell/workspace.ts"
import { dayOf } from "../time/day.ts"
import { AuditList } from "./audit-list.tsx"
import classes from "./audit-log.module.css"
import { AuditToolbar } from "./audit-toolbar.tsx"
import { type AuditView, auditScopeOf, auditSearchOf, readAuditView } from "./audit-view.ts"
import { useAuditExport } from "./use-audit-export.ts"

const route = getRouteApi("/shell/audit-log")

/** Who did what, to what, when and from where; for owners and admins. */
export function AuditLogPage() {
  return (
    <ForRoles action="audit:read" title="Audit log">
      <AuditLog />
    </ForRoles>
  )
}

function AuditLog() {
  const { workspace } = usePlace()
  const navigate = useNavigate()
  const today = dayOf(useNow())
  const { view, isWhole } = readAuditView(route.useSearch())
  const scope = auditScopeOf(view, workspace.appId, today)
  const exporting = useAuditExport()
  const fault = exporting.error && problemWords(exporting.error, "export the audit log")
  const show = (change: (view: AuditView) => AuditView) =>
    void navigate({
      to: "/audit-log",
      search: (now) => auditSearchOf(change(readAuditView(now).view), now.workspace),
      resetScroll: false,
    })
  return (
    <>
      <PageHeader title="Audit log">
        <Button
          variant="default"
          loading={exporting.isPending}
          leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
          onClick={() => exporting.mutate(scope)}
        >
          Export as CSV
        </Button>
      </PageHeader>
      <p className={classes.lead}>Who did what, when and from where. Entries are added and never changed.</p>
      {fault && (
        <Notice tone="fault" role="alert" title={fault.title} id={fault.id}>
          {fault.advice}
        </Notice>
      )}
      {!isWhole && (
        <Notice
          tone="caution"
          title="The address contains something that cannot be read, which was left out."
          action={
            <Button size="xs" variant="default" onClick={() => show((now) => now)}>
              OK
            </Button>
          }
        />
      )}
      <AuditToolbar appId={workspace.appId} view={view} today={today} onView={show} />
      <AuditList scope={scope} view={view} onView={show} />
    </>
  )
}
