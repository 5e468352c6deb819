import type { FastifyReply } from "fastify"

/** Says in the headers whose data an answer is about, as the contract has it. */
export function speakFor(reply: FastifyReply, { id, name }: { id: string; name: string }): void {
  void reply.header("x-churnkey-acting-org-id", id)
  void reply.header("x-churnkey-acting-org-name", encodeURIComponent(name))
  void reply.header("cache-control", "no-store")
}
