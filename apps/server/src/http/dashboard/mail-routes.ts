import type { MailText, OutboxMail, OutboxPage } from "@holdfast/protocol/dashboard"
import type { FastifyInstance, FastifyRequest } from "fastify"
import { type Static, Type } from "typebox"
import { findMail, listOutbox, readMailFor, retryMail } from "../../mail/outbox.ts"
import { workspaceOf } from "../access.ts"
import { actorOf } from "../actor-of.ts"
import { ApiError } from "../api-error.ts"
import { listPage } from "../list-page.ts"
import type { Services } from "../services.ts"
import { uuidParam } from "../uuid-param.ts"

const Query = Type.Object(
  {
    before: Type.Optional(Type.String({ maxLength: 200 })),
    size: Type.Integer({ default: 20, minimum: 1, maximum: 100 }),
  },
  { additionalProperties: false },
)
type Query = Static<typeof Query>
const Params = Type.Object({
  appId: Type.String(),
  mailId: uuidParam("the id of a mail"),
})
const NoQuery = Type.Object({}, { additionalProperties: false })
type Params = { appId: string; mailId: string }

/** The outbox of a workspace; the shapes are in `mail-api.ts` of the protocol. */
export function mailRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.database
  const config = { access: { action: "mail:read" } } as const
  const path = "/api/workspaces/:appId/mail"

  app.get<{ Querystring: Query }>(path, { config, schema: { querystring: Query } }, async (request) => {
    const { id: workspaceId } = workspaceOf(request)
    const { rows, next } = await listPage(
      services,
      { workspaceId, list: "mail" },
      request.query,
      (after, size) => listOutbox(db, workspaceId, after, size),
      ({ createdAt, id }) => ({ createdAt: new Date(createdAt), id }),
    )
    return { isConfigured: services.isMailConfigured, mails: rows, next } satisfies OutboxPage
  })

  app.get<{ Params: Params }>(
    `${path}/:mailId`,
    // a look at the headers alone would be written down as a reading
    { config, exposeHeadRoute: false, schema: { params: Params, querystring: NoQuery } },
    async (request): Promise<MailText> => {
      const mail = await mailOf(request)
      if (mail.isPersonal) {
        throw new ApiError(
          403,
          "personal_mail",
          `Its link lets the recipient in as themselves, so nobody else reads it here. Whoever runs the server reads it with: holdfast mail ${mail.id}`,
        )
      }
      const { id: workspaceId } = workspaceOf(request)
      const reader = { workspaceId, actor: actorOf(request), at: services.now() }
      return (await readMailFor(services.database, services.secret, reader, mail)) ?? contentGone()
    },
  )

  app.post<{ Params: Params }>(
    `${path}/:mailId/retry`,
    { config, schema: { params: Params, querystring: NoQuery } },
    async (request): Promise<OutboxMail> => {
      const mail = await mailOf(request)
      if (!services.isMailConfigured) {
        throw new ApiError(
          409,
          "mail_not_configured",
          "No mail server is configured, so nothing is sent. Whoever runs Holdfast names one in SMTP_URL.",
        )
      }
      if (mail.state === "sent") throw new ApiError(409, "already_sent", "This mail was sent already.")
      if (!mail.isKept || new Date(mail.expiresAt) <= services.now()) {
        throw new ApiError(409, "mail_expired", "This mail has expired; what it says is of no use any more.")
      }
      const { id } = workspaceOf(request)
      await retryMail(services.database, id, mail.id, services.now())
      return mailOf(request)
    },
  )

  const mailOf = async (request: FastifyRequest<{ Params: Params }>): Promise<OutboxMail> => {
    const mail = await findMail(db, workspaceOf(request).id, request.params.mailId)
    if (mail) return mail
    throw new ApiError(404, "mail_not_found", "This workspace has no mail with that id.")
  }
}

function contentGone(): never {
  throw new ApiError(
    410,
    "mail_forgotten",
    "What this mail says cannot be read: it was sent or has expired, or was written under another secret.",
  )
}
