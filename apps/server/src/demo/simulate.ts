import type { WorkspaceFlows } from "../flow/workspace-flows.ts"
import { flowChooser } from "./choose-flow.ts"
import { makeCourse } from "./course.ts"
import { armOfCustomer, type DemoAbTest } from "./demo-ab-test.ts"
import { type DemoSession, demoSession } from "./demo-session.ts"
import { applyOutcome, decide, nextVisit, resubscribe, type Visit } from "./life.ts"
import { makePerson, type Person } from "./people.ts"
import { type Prng, prng } from "./prng.ts"
import { busyShares, dayMs, startOfDay, timeWithin } from "./rhythm.ts"
import { snapshot } from "./snapshot.ts"
import { busyAt, quietStory, type Story } from "./story.ts"

export interface SimulationOptions {
  /** How many there will be, exactly. */
  sessions: number
  seed: number
  /** How far back the history goes from `until`. */
  years: number
  /** The present: nothing happens later. */
  until: Date
  workspace: { id: string }
  flows: WorkspaceFlows
  /** The test that customers come into; none unless given. */
  abTest?: DemoAbTest
  /** What has happened lately; nothing out of the ordinary unless given. */
  story?: Story
}

/** Nobody opens the flow more often than this. */
const mostVisits = 8

/**
 * Simulates the customers of a merchant and gives their sessions in order of time. The same options give the
 * same rows, ids included. Each day lets in as many new customers as it is busy; all of a customer's visits
 * are lived at once, which is what the bounce rule needs, and those of later days wait for their day. Only
 * these few are held in memory.
 * @throws {RangeError} when the options cannot be simulated
 */
export function* simulate(options: SimulationOptions): Generator<DemoSession, void, void> {
  const { sessions: total, until: untilDate, years, story = quietStory } = options
  if (!Number.isSafeInteger(total) || total < 0)
    throw new RangeError("sessions must be a whole number from 0 up")
  if (!(years > 0 && years <= 20)) throw new RangeError("years must be more than 0 and at most 20")
  const until = untilDate.getTime()
  const from = Math.ceil(until - years * 365.25 * dayMs)
  const chance = prng(options.seed)
  const live = liver({ ...options, story }, from, until)
  const waiting = new Map<number, DemoSession[]>()
  let planned = 0
  let given = 0

  const firstDay = startOfDay(from)
  const shares = busyShares(from, until, (day) => busyAt(story, day))
  for (const [i, share] of shares.entries()) {
    const day = firstDay + i * dayMs
    const today = waiting.get(day) ?? []
    waiting.delete(day)
    const wanted = i === shares.length - 1 ? total : Math.round(total * share)
    while (given + today.length < wanted && planned < total) {
      const entersAt = Math.max(day, from)
      const person = makePerson(entersAt, chance, story.planWeights(entersAt))
      const at = timeWithin(day, from, until, person.market, chance)
      for (const session of live(person, at, total - planned, chance)) {
        planned++
        const itsDay = startOfDay(session.created_at.getTime())
        if (itsDay === day) today.push(session)
        else waiting.set(itsDay, [...(waiting.get(itsDay) ?? []), session])
      }
    }
    given += today.length
    yield* today.sort(byTime)
  }
}

/** Order of time, and of ids within a millisecond. */
export const byTime = (a: DemoSession, b: DemoSession) =>
  a.created_at.getTime() - b.created_at.getTime() || (a.id < b.id ? -1 : 1)

/** The share of integrations that hand over more than who the customer is. */
const knowsPrice = 0.97

/** All visits of one customer to the flow, at most `most`, with their bounces decided. */
function liver(options: SimulationOptions & { story: Story }, from: number, until: number) {
  const chooseFlow = flowChooser(options.flows)
  const spanMs = until - from
  return (person: Person, firstAt: number, most: number, chance: Prng): DemoSession[] => {
    const sessions: DemoSession[] = []
    const armOf = armOfCustomer(options.abTest ?? null)
    let visit: Visit | null = { at: firstAt, mood: "first", earlier: null }
    while (visit && visit.at < until && sessions.length < Math.min(most, mostVisits)) {
      const { at: startsAt, mood, earlier } = visit
      resubscribe(person, startsAt, chance)
      const yearsIn = (startsAt - from) / (365.25 * dayMs)
      const passed = (startsAt - from) / spanMs
      const customer = snapshot(person, startsAt, chance.chance(knowsPrice), chance)
      const shown = chooseFlow({ customer }, startsAt)
      const inTest = armOf(customer.id ?? null, shown.segmentId, startsAt)
      const course = makeCourse(person, startsAt, yearsIn, mood, earlier, options.story, chance)
      const session = demoSession(
        {
          workspaceId: options.workspace.id,
          person,
          customer,
          blueprint: inTest?.blueprint ?? shown,
          course,
          startsAt,
          until,
          compliance: { singleClick: passed > 0.15, maximalUs: passed > 0.6 },
          exposure: inTest,
        },
        chance,
      )
      sessions.push(session)
      applyOutcome(person, session, startsAt)
      visit = nextVisit(session, session.updated_at.getTime(), mood, course.reason, chance)
    }
    decide(sessions)
    return sessions
  }
}
