import { NativeSelect } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { DateRangePicker } from "../analytics/toolbar/date-range-picker.tsx"
import { auditActorsQuery } from "../api/audit.ts"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import type { Day } from "../time/day.ts"
import { ActionFilter } from "./action-filter.tsx"
import classes from "./audit-log.module.css"
import { AuditSearch } from "./audit-search.tsx"
import type { AuditView } from "./audit-view.ts"

interface AuditToolbarProps {
  appId: string
  view: AuditView
  today: Day
  onView: (change: (view: AuditView) => AuditView) => void
}

/** What narrows the log. */
export function AuditToolbar({ appId, view, today, onView }: AuditToolbarProps) {
  const { data: actors = [] } = useQuery(auditActorsQuery(appId))
  const options = actors.map(({ id, kind, name }) => ({
    value: id,
    label: `${shorten(readableText(name) ?? id, 80)}${kind === "key" ? " (key)" : ""}`,
  }))
  // an address may name somebody of whom nothing is written here
  const isKnown = view.who === null || view.who === "null" || actors.some(({ id }) => id === view.who)
  return (
    <div className={classes.toolbar}>
      <AuditSearch search={view.search} onSearch={(search) => onView((now) => ({ ...now, search }))} />
      <DateRangePicker
        range={view.range}
        today={today}
        rests={null}
        onChange={(range) => onView((now) => ({ ...now, range }))}
      />
      <NativeSelect
        aria-label="Who"
        className={classes.who ?? ""}
        value={view.who ?? ""}
        onChange={({ currentTarget: { value } }) =>
          onView((now) => ({ ...now, who: value === "" ? null : value }))
        }
        data={[
          { value: "", label: "Everybody" },
          { value: "null", label: "The server itself" },
          ...options,
          ...(isKnown ? [] : [{ value: view.who ?? "", label: shorten(view.who ?? "", 40) }]),
        ]}
      />
      <ActionFilter what={view.what} onWhat={(what) => onView((now) => ({ ...now, what }))} />
    </div>
  )
}
