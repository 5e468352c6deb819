import { modes } from "@holdfast/protocol"
import { type RequestsShown, requestsShown } from "@holdfast/protocol/dashboard"
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router"
import { ModeSwitch } from "../shell/mode-switch.tsx"
import { PageHeader } from "../shell/page-header.tsx"
import { RequestList } from "./request-list.tsx"
import { shownWords } from "./request-words.ts"
import classes from "./requests-page.module.css"

const route = getRouteApi("/shell/requests")

/** What customers asked of the billing: what waits for a person, what is on its way, what was refused, what is done. */
export function RequestsPage() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const mode = modes.find((each) => each === search.mode) ?? "live"
  const show = requestsShown.find((each) => each === search.show) ?? "waiting"
  const searchWith = (shown: RequestsShown, inMode = mode) => ({
    ...(search.workspace !== undefined && { workspace: search.workspace }),
    ...(shown !== "waiting" && { show: shown }),
    ...(inMode !== "live" && { mode: inMode }),
  })
  return (
    <>
      <PageHeader title="Requests">
        <ModeSwitch
          mode={mode}
          onChange={(next) => void navigate({ to: "/requests", search: searchWith(show, next) })}
        />
      </PageHeader>
      <nav aria-label="Requests" className={classes.tabs}>
        {requestsShown.map((each) => (
          <Link
            key={each}
            to="/requests"
            search={searchWith(each)}
            className={classes.tab ?? ""}
            aria-current={each === show ? "page" : undefined}
            // the router would take every tab for the page that is open
            activeProps={{ "aria-current": each === show ? "page" : undefined }}
          >
            {shownWords[each].label}
          </Link>
        ))}
      </nav>
      <RequestList key={`${mode} ${show}`} mode={mode} show={show} />
    </>
  )
}
