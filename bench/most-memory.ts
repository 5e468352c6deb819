import type { Limit, Row } from "./row.ts"
import type { BenchServer } from "./server.ts"

/** The most resident memory that the server has while something is done, in bytes. */
export async function mostMemory(server: BenchServer, action: () => Promise<unknown>): Promise<number> {
  let most = server.memory()
  const watch = setInterval(() => {
    most = Math.max(most, server.memory())
  }, 50)
  try {
    await action()
  } finally {
    clearInterval(watch)
  }
  return most
}

export const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`

/** @param idle resident memory of the same server when it had just started, in bytes */
export const memoryRow = (question: string, most: number, idle: number, limit: Limit): Row => ({
  question,
  ours: megabytes(most),
  floor: `${megabytes(idle)} at rest`,
  ratios: [{ of: "memory", times: most / idle, limit }],
})
