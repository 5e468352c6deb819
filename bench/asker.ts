import type { Insights, StreamPage } from "@holdfast/protocol/dashboard"
import { type Client, openClient } from "./client.ts"
import type { BenchServer } from "./server.ts"

/** Asks the server as the dashboard and as a program do. */
export interface Asker {
  workspaceId: string
  /** A path of the stream, `""`, `/count` or `/facets`, in live mode. */
  stream<T>(path: string, query: string): Promise<T>
  /** The page Cancellation Analytics, in live mode. */
  insights(query: string): Promise<Insights>
  /** A path of the Data API. */
  data<T>(path: string): Promise<T>
  /** The cursor behind the newest session of a millisecond. */
  cursorAfter(createdAt: Date): Promise<string>
  close(): void
}

export function openAsker(server: BenchServer, workspaceId: string): Asker {
  const { appId, dataKeyLive } = server.keys
  const dashboard: Client = openClient(server.url, { cookie: server.cookie })
  const program: Client = openClient(server.url, { "x-ck-app": appId, "x-ck-api-key": dataKeyLive })
  const stream = async <T>(path: string, query: string): Promise<T> =>
    JSON.parse(await dashboard.get(`/api/workspaces/${appId}/sessions${path}?mode=live&${query}`)) as T
  return {
    workspaceId,
    stream,
    insights: async (query) =>
      JSON.parse(await dashboard.get(`/api/workspaces/${appId}/insights?mode=live&${query}`)) as Insights,
    data: async <T>(path: string): Promise<T> => JSON.parse(await program.get(`/v1/data${path}`)) as T,
    async cursorAfter(createdAt) {
      const to = new Date(createdAt.getTime() + 1).toISOString()
      const { next } = await stream<StreamPage>("", `to=${to}&size=1`)
      if (!next) throw new Error("There is nothing after the cursor")
      return next
    },
    close() {
      dashboard.close()
      program.close()
    },
  }
}
