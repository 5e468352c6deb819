import { randomInt } from "node:crypto"
import { once } from "node:events"
import { createServer } from "node:net"

/**
 * A port on which nobody listens. It lies below those that the system gives to connections going out, one of which would
 * else take it before its server is up.
 */
export async function freePort(): Promise<number> {
  const port = randomInt(20_000, 30_000)
  const server = createServer().listen(port, "127.0.0.1")
  try {
    await once(server, "listening")
  } catch {
    return freePort()
  }
  server.close()
  await once(server, "close")
  return port
}
