import { asksForConsent, type RegionHints, type SessionFacts } from "@holdfast/protocol"
import { type RecordingHead, recordingVersion } from "@holdfast/protocol/recording"
import { type Selectable, sql } from "kysely"
import type { Secret } from "../account/secret.ts"
import type { Db } from "../db/database.ts"
import type { SessionRow } from "../db/schema.ts"
import { findBlueprint } from "../flow/blueprints.ts"
import { presentFlow } from "../flow/present/present-flow.ts"
import { newWrappedKey, unwrapKey } from "../recording/recording-crypt.ts"
import { sealChunk } from "../recording/stored-log.ts"
import { factsOf } from "../session/session-row.ts"
import { demoLog } from "./demo-log.ts"

/** So many of the newest runs are recorded: what somebody looks at first. */
const recordedRuns = 300

export interface DemoRecordings {
  secret: Secret
  /** The hash of the player that is to play them: that of the scripts which are served. */
  playerBuild: string
}

/**
 * Puts a recording to each of the demo's newest sessions, as if its browser had sent it in one piece: the job of each minute
 * finishes them as it does all others, and tells their sessions.
 * @returns how many
 */
export async function writeDemoRecordings(
  trx: Db,
  workspaceId: string,
  { secret, playerBuild }: DemoRecordings,
): Promise<number> {
  const { rows } = await sql<Selectable<SessionRow>>`
    select * from session
    where workspace_id = ${workspaceId} and mode = 'live' and source = 'demo' and outcome <> 'open'
      and blueprint_id is not null and detail ->> 'embedVersion' like 'holdfast-widget%'
      and detail ->> 'uiLang' = 'en' and detail ->> 'contentLang' = 'en' and not detail ? 'record'
    order by created_at desc limit ${recordedRuns}`.execute(trx)
  let written = 0
  for (const session of rows) if (await record(trx, session, { secret, playerBuild })) written++
  return written
}

const whereItRan = ({ region }: SessionFacts): RegionHints => ({
  ...{ addresses: [], proxyCountry: region?.matchedRegionCode ?? null },
  ...{ timeZone: null, language: null },
})

async function record(
  trx: Db,
  session: Selectable<SessionRow>,
  { secret, playerBuild }: DemoRecordings,
): Promise<boolean> {
  const { workspace_id: workspaceId, id: sessionId, created_at: startedAt, blueprint_id } = session
  const blueprint = blueprint_id === null ? null : await findBlueprint(trx, workspaceId, blueprint_id)
  const facts = factsOf(session)
  const moves = blueprint && demoLog(facts, blueprint.content, startedAt.getTime())
  if (!moves) return false
  const named = new Set<string>()
  const wishes = { detected: facts.detectedLang ?? null, asked: facts.overriddenLang ?? null }
  const shown = presentFlow(blueprint, { snapshot: facts.customer ?? {}, run: sessionId, wishes }, named)
  const isPhone = Number.parseInt(sessionId.slice(-1), 16) < 5
  const head: RecordingHead = {
    version: recordingVersion,
    build: playerBuild,
    blueprintId: blueprint.id,
    blueprintVersion: blueprint.version,
    startedAt: startedAt.getTime(),
    ...{ utcOffset: 0, uiLang: "en", locale: "en", direction: "ltr", ownWords: [] },
    mergeFields: [...named],
    ...{ hiddenOffers: [], coupon: null, plans: null },
    hasCancelNow: facts.clickToCancelEnabled === true,
    hasNotice: asksForConsent(whereItRan(facts)),
    ...{ look: shown.look, isDark: false, fonts: [] },
    ...(isPhone ? { width: 390, height: 844 } : { width: 1280, height: 800 }),
  }
  const wrappedKey = newWrappedKey(secret)
  const owner = { workspaceId, sessionId }
  const bytes = sealChunk(unwrapKey(secret, wrappedKey), owner, { index: 0, head, moves })
  const lengthMs = moves.at(-1)?.[0] ?? 0
  const lastChunkAt = new Date(startedAt.getTime() + lengthMs)
  await trx
    .insertInto("recording")
    .values({
      ...{ workspace_id: workspaceId, session_id: sessionId, wrapped_key: wrappedKey },
      ...{ started_at: startedAt, last_chunk_at: lastChunkAt, length_ms: lengthMs, bytes: bytes.length },
    })
    .execute()
  await trx
    .insertInto("recording_chunk")
    .values({ workspace_id: workspaceId, session_id: sessionId, n: 0, bytes })
    .execute()
  return true
}
