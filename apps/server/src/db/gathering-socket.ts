import { Socket } from "node:net"
import type { Writable } from "node:stream"

/**
 * A socket from which what is written in one turn of the event loop leaves together: each write is a call of the system here,
 * and wakes up whoever reads there. The first statements of a transaction travel so, and its last ones with the commit.
 */
export function gatheringSocket(): Socket {
  const socket = new Socket()
  // connecting gives a socket the `write` of its class back
  socket.once("connect", () => gatherWrites(socket))
  return socket
}

export function gatherWrites<S extends Writable>(stream: S): S {
  const { write } = stream
  let isGathering = false
  const gather = () => {
    if (isGathering) return
    isGathering = true
    stream.cork()
    // in a promise's continuation: after all others that are due
    process.nextTick(() => {
      isGathering = false
      stream.uncork()
    })
  }
  stream.write = (...args: unknown[]) => {
    gather()
    return Reflect.apply(write, stream, args)
  }
  return stream
}
