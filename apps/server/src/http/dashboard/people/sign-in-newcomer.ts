import type { FastifyReply, FastifyRequest } from "fastify"
import { addressHeader } from "../../../account/auth.ts"
import type { Services } from "../../services.ts"

/** Signs in somebody who has just chosen their password: the answer carries the cookie of their login. */
export async function signInNewcomer(
  { auth }: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  credentials: { email: string; password: string },
): Promise<void> {
  const { headers } = await auth.api.signInEmail({
    body: credentials,
    headers: new Headers({
      [addressHeader]: request.ip,
      "user-agent": request.headers["user-agent"] ?? "",
    }),
    returnHeaders: true,
  })
  void reply.header("set-cookie", headers.getSetCookie())
}
