import { once } from "node:events"
import { type AddressInfo, connect, createServer, type Socket } from "node:net"

/** Stands between the server and its database, and does to their connections what networks do. */
export interface DatabaseProxy {
  port: number
  /** Resets every connection; those that come go through. */
  cut(): void
  /** Resets every connection, and refuses new ones. */
  goAway(): void
  /** The open connections are never heard of again, without a word; new ones are refused. */
  fallSilent(): void
  comeBack(): void
  close(): void
}

interface Pair {
  inner: Socket
  outer: Socket
}

/** @param path the socket of the database */
export async function openProxy(path: string): Promise<DatabaseProxy> {
  const pairs = new Set<Pair>()
  let isAway = false
  const server = createServer((inner) => {
    if (isAway) return void inner.resetAndDestroy()
    const outer = connect(path)
    const pair = { inner, outer }
    pairs.add(pair)
    const end = () => {
      pairs.delete(pair)
      inner.destroy()
      outer.destroy()
    }
    for (const socket of [inner, outer]) socket.on("error", end).on("close", end)
    inner.pipe(outer)
    outer.pipe(inner)
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const cut = () => {
    for (const { inner, outer } of pairs) {
      inner.resetAndDestroy()
      outer.destroy()
    }
  }
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    goAway() {
      isAway = true
      cut()
    },
    fallSilent() {
      isAway = true
      for (const { inner, outer } of pairs) {
        inner.unpipe(outer)
        outer.unpipe(inner)
        // whatever still comes is taken and lost; the database's end is gone
        inner.resume()
        outer.removeAllListeners("close")
        outer.on("error", () => {})
        outer.destroy()
      }
    },
    comeBack() {
      isAway = false
    },
    close() {
      isAway = true
      cut()
      server.close()
    },
  }
}
