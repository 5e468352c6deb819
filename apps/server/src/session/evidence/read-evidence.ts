import type { FlowAction, SessionFacts } from "@holdfast/protocol"
import type { Evidence } from "@holdfast/protocol/dashboard"
import type { Workspace } from "../../account/workspaces.ts"
import type { Db } from "../../db/database.ts"
import { findBlueprint } from "../../flow/blueprints.ts"
import { chooseWords, languages } from "../../flow/present/words/choose-words.ts"
import { findListedSession } from "../read/find-listed-session.ts"
import { toStreamRow } from "../read/to-stream-row.ts"
import { factsOf } from "../session-row.ts"
import { evidenceSteps } from "./evidence-steps.ts"

/** The evidence of one session; null where the workspace has none of that id. */
export async function readEvidence(
  db: Db,
  workspace: Pick<Workspace, "id" | "appId" | "name">,
  id: string,
  now: Date,
): Promise<Evidence | null> {
  const session = await findListedSession(db, workspace.id, id)
  if (!session) return null
  const facts = factsOf(session)
  const [blueprint, requests] = await Promise.all([
    session.blueprint_id === null ? null : findBlueprint(db, workspace.id, session.blueprint_id),
    listRequests(db, workspace.id, id),
  ])
  const { words } = chooseWords(facts.uiLang)
  const run = session.client_key?.startsWith("run:") ? session.client_key.slice("run:".length) : null
  const steps = evidenceSteps({ facts, content: blueprint?.content ?? null, words, run })
  const row = toStreamRow(session)
  const { customer } = facts
  return {
    format: "holdfast-evidence",
    version: 1,
    takenAt: now.toISOString(),
    workspace: { appId: workspace.appId, name: workspace.name },
    session: {
      id,
      mode: row.mode,
      openedAt: row.createdAt,
      customer: {
        id: customer?.id ?? null,
        email: customer?.email ?? null,
        subscriptionId: customer?.subscriptionId ?? null,
      },
      outcome: row.outcome.kind,
      outcomeLabel: row.outcomeLabel,
      isVerified: row.isVerified,
      source: session.source,
    },
    region: regionIn(facts),
    cancelNow: {
      wasOffered: facts.clickToCancelEnabled ?? null,
      wasUsed: facts.usedClickToCancel === true,
      text: facts.clickToCancelEnabled ? words.cancelNow : null,
    },
    cancellation:
      facts.canceled === true
        ? {
            pressedAt: steps.at(-1)?.leftAt ?? null,
            clicks: facts.clicks ?? null,
            seconds: facts.secondsToCancel ?? null,
            state: facts.decisionState === "asked" ? "asked" : null,
          }
        : null,
    flow: blueprint && {
      blueprintId: blueprint.id,
      name: blueprint.name,
      version: blueprint.version,
      publishedAt: blueprint.publishedAt,
    },
    language: {
      buttons: facts.uiLang ?? null,
      texts: facts.contentLang ?? null,
      browser: facts.detectedLang ?? null,
    },
    steps,
    requests,
    handlers: facts.customActionHandler?.split(",") ?? [],
    notes: notesOn(facts, blueprint !== null, session.source, run),
  }
}

function regionIn({ region }: SessionFacts): Evidence["region"] {
  if (!region) return null
  const { matchedRegion, matchedRegionCode, source, basis, rule } = region
  return {
    name: matchedRegion ?? null,
    code: matchedRegionCode ?? null,
    source: source ?? null,
    basis: basis ?? null,
    rule: rule ?? null,
  }
}

async function listRequests(db: Db, workspaceId: string, sessionId: string): Promise<Evidence["requests"]> {
  const rows = await db
    .selectFrom("action_request")
    .select(["action", "state", "requested_at", "settled_at", "scheduled_for", "reason"])
    .where("workspace_id", "=", workspaceId)
    .where("session_id", "=", sessionId)
    .orderBy("requested_at")
    .orderBy("id")
    .execute()
  return rows.map(({ action, state, requested_at, settled_at, scheduled_for, reason }) => ({
    action: action as FlowAction,
    state,
    requestedAt: requested_at.toISOString(),
    settledAt: settled_at?.toISOString() ?? null,
    scheduledFor: scheduled_for?.toISOString() ?? null,
    reason,
  }))
}

function notesOn(
  facts: SessionFacts,
  isFlowKnown: boolean,
  source: Evidence["session"]["source"],
  run: string | null,
): string[] {
  const isOurs = facts.uiLang != null && Object.hasOwn(languages, facts.uiLang)
  const notes: [boolean, string][] = [
    [
      isFlowKnown,
      "Texts are those of the published version, with the email address and the attributes that the session keeps of the customer, or the words for where there is none. Names are kept nowhere: merge fields such as {{CUSTOMER_NAME|there}} stand as they are written, and the customer saw them filled.",
    ],
    [
      true,
      "The terms of an offer are described in English; the customer saw them in the language of the buttons.",
    ],
    [
      isOurs,
      "Buttons have the words of Holdfast's widget in this release. Words that the company's page replaced are not recorded.",
    ],
    [!isOurs, "The language of the buttons is the page's own or not known; they are given in English here."],
    [
      isFlowKnown && run === null,
      "Where a survey shuffles its choices, they stand in the order of the published version.",
    ],
    [
      !isFlowKnown,
      "This workspace has published no version of the flow's id, so that its texts are not known.",
    ],
    [
      source === "sdk",
      "The flow was drawn by a client SDK: what it showed beside the texts of the version, Cancel now included, is the client's own.",
    ],
    [
      source === "import",
      "The session was imported from another system, and says what that system told of it.",
    ],
    [source === "demo", "The session is a simulated one."],
  ]
  return notes.filter(([applies]) => applies).map(([, note]) => note)
}
