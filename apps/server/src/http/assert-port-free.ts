import { once } from "node:events"
import { createServer } from "node:net"

/** Rejects as listening would, before minutes of work are put into a start that cannot end well. */
export async function assertPortFree(host: string, port: number): Promise<void> {
  const probe = createServer()
  probe.listen({ host, port, exclusive: true })
  await once(probe, "listening")
  probe.close()
  await once(probe, "close")
}
