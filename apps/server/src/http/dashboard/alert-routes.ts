import {
  type Alert,
  type AlertMail,
  type Alerts,
  type AlertWatch,
  alertFigures,
  alertWindows,
  type NewAlert,
} from "@holdfast/protocol/dashboard"
import type { FastifyInstance, FastifyRequest } from "fastify"
import { Type } from "typebox"
import {
  type AlertChange,
  type AlertRefusal,
  changeAlert,
  createAlert,
  listAlerts,
  mailAlertTo,
  mostAlerts,
  removeAlert,
} from "../../insight/alert/alerts.ts"
import { signedIn, workspaceOf } from "../access.ts"
import { actorOf } from "../actor-of.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"
import { uuidParam } from "../uuid-param.ts"
import { onOneLine, visibleName } from "./visible-name.ts"

const exact = { additionalProperties: false }
/** What it takes depends on its kind: `assertWatch`. */
const Watch = Type.Object(
  {
    kind: Type.Enum(["level", "mix"]),
    figure: Type.Optional(Type.Enum([...alertFigures])),
    direction: Type.Optional(Type.Enum(["above", "below"])),
    level: Type.Optional(Type.Number({ minimum: 0, maximum: 1e12 })),
    currency: Type.Optional(
      Type.Union([
        Type.String({ pattern: "^[a-z]{3}$", accepts: "a currency in three small letters" }),
        Type.Null(),
      ]),
    ),
    of: Type.Optional(Type.Enum(["reason", "outcome"])),
    points: Type.Optional(Type.Number({ minimum: 0.1, maximum: 100 })),
  },
  exact,
)
const Body = Type.Object(
  {
    name: visibleName,
    watch: Watch,
    windowDays: Type.Enum([...alertWindows]),
    leastSample: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    viewId: Type.Union([uuidParam("the id of a view"), Type.Null()]),
    isMuted: Type.Boolean(),
  },
  exact,
)
const MailBody = Type.Object({ mailsMe: Type.Boolean() }, exact)
const Params = Type.Object({ appId: Type.String(), alertId: uuidParam("the id of an alert") })
type Params = { appId: string; alertId: string }

/** Alerts of a workspace; the shapes are in `alerts-api.ts` of the protocol. */
export function alertRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.database
  const path = "/api/workspaces/:appId/alerts"
  const reads = { access: { action: "session:read" } } as const
  const edits = { access: { action: "alert:edit" } } as const
  const changeBy = (request: FastifyRequest): AlertChange => ({
    ...readerOf(request),
    ...{ actor: actorOf(request), now: services.now() },
  })

  app.get(path, { config: reads }, async (request): Promise<Alerts> => {
    return { alerts: await listAlerts(db, readerOf(request)) }
  })

  app.post<{ Body: NewAlert }>(path, { config: edits, schema: { body: Body } }, async (request, reply) => {
    const kept = await createAlert(db, changeBy(request), read(request.body))
    return reply.code(201).send(done(kept))
  })

  app.put<{ Params: Params; Body: NewAlert }>(
    `${path}/:alertId`,
    { config: edits, schema: { params: Params, body: Body } },
    async (request): Promise<Alert> =>
      done(await changeAlert(db, changeBy(request), request.params.alertId, read(request.body))),
  )

  app.delete<{ Params: Params }>(
    `${path}/:alertId`,
    { config: edits, schema: { params: Params } },
    async (request, reply) => {
      if (!(await removeAlert(db, changeBy(request), request.params.alertId))) throw noSuchAlert()
      return reply.code(204).send()
    },
  )

  app.put<{ Params: Params; Body: AlertMail }>(
    `${path}/:alertId/mail`,
    { config: reads, schema: { params: Params, body: MailBody } },
    async (request): Promise<Alert> =>
      done(await mailAlertTo(db, readerOf(request), request.params.alertId, request.body.mailsMe)),
  )
}

const readerOf = (request: FastifyRequest) => ({
  workspaceId: workspaceOf(request).id,
  userId: signedIn(request).id,
})

const invalid = (sentence: string) => new ApiError(422, "invalid", sentence)

/** @throws ApiError 422 that names the field of what its kind lacks */
function read({ name, watch, ...alert }: NewAlert): NewAlert {
  return { ...alert, name: onOneLine(name), watch: readWatch(watch) }
}

function readWatch(
  watch:
    | (Partial<Extract<AlertWatch, { kind: "level" }>> & Partial<Extract<AlertWatch, { kind: "mix" }>>)
    | AlertWatch,
): AlertWatch {
  if (watch.kind === "mix") {
    if (watch.of === undefined) throw invalid("watch.of is missing; a mix is one of reason, outcome.")
    if (watch.points === undefined) throw invalid("watch.points is missing; it takes 0.1 to 100.")
    return { kind: "mix", of: watch.of, points: watch.points }
  }
  const {
    figure,
    direction,
    level,
    currency = null,
  } = watch as Partial<Extract<AlertWatch, { kind: "level" }>>
  if (figure === undefined)
    throw invalid(`watch.figure is missing; it takes one of ${alertFigures.join(", ")}.`)
  if (direction === undefined) throw invalid("watch.direction is missing; it takes above or below.")
  if (level === undefined) throw invalid("watch.level is missing; it takes a number from 0 on.")
  if (figure.endsWith("Rate") && level > 100) throw invalid(`watch.level is ${level}; a rate takes 0 to 100.`)
  if (figure === "lost" && currency === null)
    throw invalid("watch.currency is missing; lost money is of one currency.")
  return { kind: "level", figure, direction, level, currency: figure === "lost" ? currency : null }
}

const noSuchAlert = () => new ApiError(404, "alert_not_found", "There is no such alert in this workspace.")

function done(kept: Alert | AlertRefusal | null): Alert {
  if (kept === null) throw noSuchAlert()
  if (kept === "view_not_shared") {
    throw invalid(
      "viewId is no view that the workspace shares; everybody sees an alert, so its view is shared.",
    )
  }
  if (kept === "too_many") {
    throw new ApiError(
      409,
      "too_many_alerts",
      `A workspace has ${mostAlerts} alerts at most; remove one to add another.`,
    )
  }
  return kept
}
