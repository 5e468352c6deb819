import type { WallAnswer, WallShown } from "@holdfast/protocol/flow"
import { WallBody } from "@holdfast/protocol/schema"
import type { FastifyInstance } from "fastify"
import { readStanding, type Standing } from "../../billing/wall/read-standing.ts"
import { chooseFlow } from "../../flow/choose-flow.ts"
import { wishesOf } from "../../flow/present/speak-to.ts"
import { themeOf } from "../../flow/present/theme.ts"
import { chooseWords } from "../../flow/present/words/choose-words.ts"
import { answers } from "../answers.ts"
import { ApiError } from "../api-error.ts"
import { security } from "../openapi.ts"
import type { Services } from "../services.ts"
import { admitByBody, refusingRarely } from "./admit.ts"
import { assertMayCheck } from "./customer-rates.ts"
import { readBody, takesSession, withIgnored } from "./tolerant-body.ts"
import { WallCheckAnswer } from "./wire-answers.ts"

const schema = {
  tags: ["Widget"],
  security: security.body,
  operationId: "checkWall",
  summary: "Ask whether a wall is to stand",
  description:
    "Whether the customer's subscription is paused, or a payment of it has failed. Nothing is recorded, and nothing is told of the customer but that.",
  body: WallBody,
  response: answers(WallCheckAnswer, "how the customer stands", [400, 401, 404, 413, 415, 422, 429]),
}

const dayMs = 24 * 60 * 60 * 1000

/** What the embed's `check` asks (wire contract 5.4). */
export function wallRoute(app: FastifyInstance, services: Services): void {
  const check = {
    ...takesSession,
    config: { access: "customer", readsBodyTolerantly: true },
    schema,
    preValidation: readBody(WallBody),
  } as const

  app.post<{ Body: WallBody }>("/v1/flow/wall", check, async (request, reply): Promise<WallAnswer> => {
    const { body } = request
    const { billing, database } = services
    const rules = { mustBeFresh: true, mayBeUnverified: false }
    const caller = await refusingRarely(services, request, reply, () => admitByBody(services, body, rules))
    assertMayCheck(services, reply, caller)
    const { workspace, mode, customerId, subscription } = caller
    if (customerId === null) throw new ApiError(401, "no_proof", "A wall needs a customer.")
    const claim = { workspaceId: workspace.id, mode, customerId, subscription }
    const standing = await readStanding(database.db, billing, claim, body.wall)
    if (standing.kind === "unknown")
      return withIgnored(request, { standing: standing.kind, why: standing.why })
    if (standing.kind === "fine") return withIgnored(request, { standing: standing.kind })
    const shown = {
      ...(await lookOf(services, workspace.id, body)),
      ...saidOf(standing, services.now()),
      canResume: (await billing.providerOf(workspace.id, mode)).capabilities().has("resume"),
    }
    return withIgnored(request, { standing: standing.kind, shown })
  })
}

function saidOf(standing: Extract<Standing, { kind: "paused" | "unpaid" }>, now: Date) {
  if (standing.kind === "paused")
    return { until: standing.until?.toISOString() ?? null, unpaidDays: null, payUrl: null }
  const unpaidDays = Math.max(0, (now.getTime() - standing.since.getTime()) / dayMs)
  return { until: null, unpaidDays, payUrl: standing.payUrl }
}

type Look = Pick<WallShown, "uiLang" | "words" | "look" | "brandImage">

/** The words in the customer's language, in the colours of the flow that such a customer sees. */
async function lookOf({ database, now }: Services, workspaceId: string, body: WallBody): Promise<Look> {
  const { asked, detected } = wishesOf(body)
  const chosen = await chooseFlow(database.db, workspaceId, {}, now())
  const { primaryColor, brandImage } = chosen?.blueprint.content.branding ?? {}
  return {
    ...chooseWords(asked ?? detected),
    look: { light: themeOf(primaryColor, false), dark: themeOf(primaryColor, true) },
    brandImage: brandImage ?? null,
  }
}
