import type { Mode } from "@holdfast/protocol"
import { hasText, type Stored } from "../../session/testing/naive-sessions.ts"
import { newestFirst } from "../../testing/naive-filter.ts"
import { meant, type Query, queryProperties } from "./random-queries.ts"

/** What a query says under a key. */
const said = (query: Query, key: string) => query.flatMap(([name, value]) => (name === key ? [value] : []))

/** A key's values and its negation, looked at for one session. */
function isChosen(session: Stored, query: Query): boolean {
  const properties = { ...queryProperties, outcome: ({ outcome }: Stored) => outcome }
  return Object.entries(properties).every(([name, property]) => {
    const value = property(session)
    const isOne = (texts: string[]) => texts.some((text) => meant(name, text) === value)
    const [any, none] = [said(query, name), said(query, `-${name}`)]
    // an id that a session has none of is none of any
    return (any.length === 0 || isOne(any)) && !isOne(none)
  })
}

/** The sessions of a workspace that the Activity Stream shows to a query, newest first. */
export function naiveStream(sessions: readonly Stored[], query: Query): Stored[] {
  const [mode = "live"] = said(query, "mode")
  const [[from], [to], [search = ""]] = [said(query, "from"), said(query, "to"), said(query, "search")]
  return newestFirst(
    sessions.filter(
      (session) =>
        session.mode === mode &&
        (from === undefined || session.created_at >= new Date(from)) &&
        (to === undefined || session.created_at < new Date(to)) &&
        hasText(session, search) &&
        isChosen(session, query),
    ),
  )
}

/** The sessions of a workspace that the Data API answers to a query with a key of the mode, newest first. */
export function naiveData(sessions: readonly Stored[], query: Query, mode: Mode): Stored[] {
  const isInProgress = said(query, "inProgress").includes("true")
  const hidesBounced = !isInProgress && !query.some(([name]) => name.endsWith("bounced"))
  const [[start], [end]] = [said(query, "startDate"), said(query, "endDate")]
  return newestFirst(
    sessions.filter(
      (session) =>
        session.mode === mode &&
        (session.outcome === "open") === isInProgress &&
        !(hidesBounced && session.bounced_by !== null) &&
        (start === undefined || session.created_at >= new Date(start)) &&
        (end === undefined || session.created_at <= new Date(end)) &&
        isChosen(session, query),
    ),
  )
}
