import type { FastifyReply, FastifyRequest } from "fastify"
import { addressHeader } from "../../../account/auth.ts"
import type { Services } from "../../services.ts"
import { beginLogin } from "../logins.ts"

/** Signs in somebody who has just chosen their password: the answer carries the cookie of their login. */
export async function signInNewcomer(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  credentials: { email: string; password: string },
): Promise<void> {
  const { headers, response } = await services.auth.api.signInEmail({
    body: credentials,
    headers: new Headers({
      [addressHeader]: request.ip,
      "user-agent": request.headers["user-agent"] ?? "",
    }),
    returnHeaders: true,
  })
  await beginLogin(services, request, response.user, "password")
  void reply.header("set-cookie", headers.getSetCookie())
}
