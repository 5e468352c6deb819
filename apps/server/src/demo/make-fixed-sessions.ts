import type { WorkspaceFlows } from "../flow/workspace-flows.ts"
import { flowNamed } from "./choose-flow.ts"
import type { Course } from "./course.ts"
import { type DemoSession, demoSession } from "./demo-session.ts"
import { fixedOfferSessions } from "./fixed-offer-sessions.ts"
import { type FixedSession, fixedSessions } from "./fixed-sessions.ts"
import { applyOutcome, decide } from "./life.ts"
import { makePerson, type Person, withPlan } from "./people.ts"
import { prng } from "./prng.ts"
import { snapshot } from "./snapshot.ts"

const minuteMs = 60 * 1000
const monthMs = 30.44 * 24 * 60 * minuteMs

/** One who sees the flow through, takes nothing and cancels. */
const leaver: Course = {
  reason: "too-expensive",
  patience: Number.POSITIVE_INFINITY,
  goesSilent: false,
  cancelsAtOnce: false,
  answersFollowUp: true,
  writesFeedback: true,
  accepts: () => false,
}

/**
 * The sessions of `fixedSessions`, as they were a moment before `now`. Not in order of time.
 * @throws when a fixed session names a flow, market or plan that there is not
 */
export function makeFixedSessions(
  workspaceId: string,
  flows: WorkspaceFlows,
  now: Date,
  seed: number,
): DemoSession[] {
  const chance = prng(seed)
  const people = new Map<string, Person>()
  const sessionsOf = new Map<string, DemoSession[]>()
  const oldestFirst = [...fixedSessions, ...fixedOfferSessions(now.getTime())].sort(
    (a, b) => b.minutesAgo - a.minutesAgo,
  )

  for (const each of oldestFirst) {
    // a little off the full minute, as life is
    const startsAt = now.getTime() - each.minutesAgo * minuteMs - chance.between(0, 40_000)
    const person = people.get(each.who) ?? describe(each, startsAt)
    people.set(each.who, person)
    const session = demoSession(
      {
        workspaceId,
        person,
        customer: snapshot(person, startsAt, each.knowsPrice ?? true, chance),
        blueprint: flowNamed(flows, each.flow ?? "Primary Flow"),
        course: { ...leaver, ...each.course },
        startsAt,
        until: each.openAfterMs === undefined ? now.getTime() : startsAt + each.openAfterMs,
        compliance: { singleClick: true, maximalUs: true },
        exposure: null,
        traits: each.traits ?? {},
        ...(each.facts ? { facts: each.facts } : {}),
      },
      chance,
    )
    applyOutcome(person, session, startsAt)
    sessionsOf.set(each.who, [...(sessionsOf.get(each.who) ?? []), session])
  }
  for (const sessions of sessionsOf.values()) decide(sessions)
  return [...sessionsOf.values()].flat()

  function describe(each: FixedSession, startsAt: number): Person {
    const start = Math.round(startsAt - (each.monthsSubscribed ?? chance.between(2, 22)) * monthMs)
    const drawn = makePerson(startsAt, chance)
    return {
      ...withPlan(drawn, each.market ?? "US-OH", each.plan ?? "pro_monthly"),
      mode: "live",
      email: `${each.who}@example.com`,
      subscriptionStart: start,
      trial: null,
      usesSdk: false,
      discount: null,
      pausedUntil: null,
      ...each.person,
    }
  }
}
