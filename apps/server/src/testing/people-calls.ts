import type { Role } from "@holdfast/protocol"
import type { Me } from "@holdfast/protocol/dashboard"
import type { TestApp, TestWorkspace } from "./test-app.ts"

type Method = "GET" | "POST" | "PATCH" | "DELETE"

export interface Answer {
  status: number
  /** null for an answer without one. */
  body: unknown
  /** The sentence of a refusal, for comparing. */
  said: string | undefined
  cookie: string
}

/** Calls of the API about people, and what the database says of them. */
export function peopleCalls(server: TestApp) {
  const call = async (method: Method, cookie: string, url: string, payload?: object): Promise<Answer> => {
    const answer = await server.app.inject({ method, url, headers: { cookie }, ...(payload && { payload }) })
    const body = answer.body === "" ? null : answer.json()
    const cookies = [answer.headers["set-cookie"] ?? []].flat().map((each) => each.split(";")[0])
    return { status: answer.statusCode, body, said: body?.error?.message, cookie: cookies.join("; ") }
  }
  const meOf = async (cookie: string) => (await call("GET", cookie, "/api/me")).body as Me
  return {
    call,
    meOf,
    /** The same below a workspace. */
    inside: (
      workspace: TestWorkspace,
      method: Method,
      cookie: string,
      path: string,
      payload?: object,
    ): Promise<Answer> => call(method, cookie, `/api/workspaces/${workspace.appId}${path}`, payload),

    /** A person with a role: their login and their id. */
    async join(workspace: TestWorkspace, role: Role) {
      const cookie = await server.signIn(workspace, role)
      const { user } = await meOf(cookie)
      return { cookie, ...user }
    },

    /** The roles of a workspace by the address of who has them. */
    async roles(workspace: TestWorkspace): Promise<Record<string, Role>> {
      const rows = await server.database.db
        .selectFrom("member")
        .innerJoin("auth.user", "auth.user.id", "member.user_id")
        .select(["auth.user.email", "member.role"])
        .where("member.workspace_id", "=", workspace.id)
        .execute()
      return Object.fromEntries(rows.map(({ email, role }) => [email, role]))
    },

    /** What was written down of a workspace beside who signed in, in order: action, actor, target and detail. */
    async audit(workspace: TestWorkspace) {
      const rows = await server.database.db
        .selectFrom("audit_entry")
        .select(["action", "actor_name", "target_name", "detail"])
        .where("workspace_id", "=", workspace.id)
        .where("action", "not in", ["login.began", "login.refused", "login.ended"])
        .orderBy("at")
        .orderBy("action")
        .execute()
      return rows.map((row) => [row.action, row.actor_name, row.target_name, row.detail])
    },
  }
}
