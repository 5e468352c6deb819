import { Button } from "@mantine/core"
import { getRouteApi, useNavigate } from "@tanstack/react-router"
import { useEffect } from "react"
import { Notice } from "../parts/notice.tsx"
import { useNow } from "../parts/use-now.ts"
import { rememberView } from "../shell/last-view.ts"
import { ModeSwitch } from "../shell/mode-switch.tsx"
import { PageHeader } from "../shell/page-header.tsx"
import { usePlace } from "../shell/workspace.ts"
import { dayOf } from "../time/day.ts"
import { ActivityStream } from "./activity-stream.tsx"
import classes from "./analytics-page.module.css"
import { readView, searchOf, type View } from "./view/view.ts"

const route = getRouteApi("/shell/")

const asides = {
  live: null,
  test: "You see test sessions. They come from your test environment and are in no live number.",
  sandbox: "You see sandbox sessions. They come from a billing sandbox and are in no live number.",
}

/** How customers leave and stay: the figures and the Activity Stream, for the mode and the days that the address names. */
export function AnalyticsPage() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const { workspace } = usePlace()
  const today = dayOf(useNow())
  const { view, notices } = readView(search)
  useEffect(() => rememberView(search), [search])
  const show = (change: (view: View) => View) =>
    void navigate({
      to: "/",
      search: (now) => searchOf(change(readView(now).view), now.workspace),
      resetScroll: false,
    })
  const aside = asides[view.mode]
  return (
    <>
      <PageHeader title="Cancellation Analytics">
        <ModeSwitch mode={view.mode} onChange={(mode) => show((now) => ({ ...now, mode }))} />
      </PageHeader>
      <div className={classes.notices}>
        {notices.map((notice) => (
          <Notice
            key={notice}
            tone="caution"
            title={notice}
            action={
              <Button size="xs" variant="default" onClick={() => show((now) => now)}>
                OK
              </Button>
            }
          />
        ))}
        {aside && <p className={classes.aside}>{aside}</p>}
      </div>
      <ActivityStream
        key={workspace.appId}
        appId={workspace.appId}
        workspace={search.workspace}
        view={view}
        today={today}
        onView={show}
      />
    </>
  )
}
