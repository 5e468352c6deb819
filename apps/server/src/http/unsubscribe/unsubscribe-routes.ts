import type { FastifyInstance, FastifyReply } from "fastify"
import { endDigest, findMailedDigest } from "../../insight/digest/mailed-digest.ts"
import { readUnsubscribeToken } from "../../insight/digest/unsubscribe-link.ts"
import type { Services } from "../services.ts"
import { renderUnsubscribePage, type UnsubscribeState } from "./render-unsubscribe-page.ts"

interface Link {
  Params: { token: string }
}

/**
 * `/unsubscribe/TOKEN`, of a weekly mail: who follows it sees what would end and a button; the button, or the one click of a
 * mail program (RFC 8058), ends it. Nobody signs in. To look at the page changes nothing: programs that check links look, too.
 */
export function unsubscribeRoutes(app: FastifyInstance, { database, secret }: Services): void {
  const { db } = database
  const config = { access: "public", rateLimit: { max: 120, timeWindow: "1 minute" } } as const
  // what the click of a mail program carries says nothing that the address does not
  for (const type of ["application/x-www-form-urlencoded", "multipart/form-data"])
    app.addContentTypeParser(type, { parseAs: "string" }, (_request, _body, done) => done(null, {}))

  app.get<Link>("/unsubscribe/:token", { config }, async (request, reply) => {
    const digest = readUnsubscribeToken(secret.forLinks, request.params.token)
    if (!digest) return send(reply, { kind: "unknown" })
    const known = await findMailedDigest(db, digest)
    return send(reply, known ? { kind: "asked", ...known } : { kind: "ended" })
  })

  app.post<Link>("/unsubscribe/:token", { config }, async (request, reply) => {
    const digest = readUnsubscribeToken(secret.forLinks, request.params.token)
    if (!digest) return send(reply, { kind: "unknown" })
    await endDigest(db, digest)
    return send(reply, { kind: "ended" })
  })
}

const send = (reply: FastifyReply, state: UnsubscribeState) =>
  reply
    .code(state.kind === "unknown" ? 404 : 200)
    .type("text/html; charset=utf-8")
    .headers({ "cache-control": "no-store", "referrer-policy": "no-referrer" })
    .send(renderUnsubscribePage(state))
