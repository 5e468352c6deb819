import {
  type Goal,
  type Goals,
  goalFigures,
  isMoneyGoal,
  isRateGoal,
  type NewGoal,
} from "@holdfast/protocol/dashboard"
import type { FastifyInstance, FastifyRequest } from "fastify"
import { Type } from "typebox"
import {
  type GoalChange,
  type GoalRefusal,
  listGoals,
  mostGoals,
  removeGoal,
  setGoal,
} from "../../insight/goal/goals.ts"
import { workspaceOf } from "../access.ts"
import { actorOf } from "../actor-of.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"
import { uuidParam } from "../uuid-param.ts"

const Body = Type.Object(
  {
    figure: Type.Enum([...goalFigures]),
    currency: Type.Union([
      Type.String({ pattern: "^[a-z]{3}$", accepts: "a currency in three small letters" }),
      Type.Null(),
    ]),
    level: Type.Number({ minimum: 0, maximum: 1e12 }),
    since: Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$", accepts: "a day, such as 2026-09-01" }),
    viewId: Type.Union([uuidParam("the id of a view"), Type.Null()]),
  },
  { additionalProperties: false },
)
const Params = Type.Object({ appId: Type.String(), goalId: uuidParam("the id of a goal") })

/** Goals of the figures; the shapes are in `goals-api.ts` of the protocol. Whoever edits flows sets them. */
export function goalRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.database
  const path = "/api/workspaces/:appId/goals"
  const reads = { access: { action: "session:read" } } as const
  const sets = { access: { action: "flow:edit" } } as const
  const changeBy = (request: FastifyRequest): GoalChange => ({
    ...{ workspaceId: workspaceOf(request).id, actor: actorOf(request), now: services.now() },
  })

  app.get(path, { config: reads }, async (request): Promise<Goals> => {
    const goals = await listGoals(services.reads.db, workspaceOf(request).id)
    return { goals: goals.map(({ viewName: _, viewSearch: __, ...goal }) => goal) }
  })

  app.put<{ Body: NewGoal }>(
    path,
    { config: sets, schema: { body: Body } },
    async (request): Promise<Goal> => {
      assertGoal(request.body)
      return assertSet(await setGoal(db, changeBy(request), request.body))
    },
  )

  app.delete<{ Params: { appId: string; goalId: string } }>(
    `${path}/:goalId`,
    { config: sets, schema: { params: Params } },
    async (request, reply) => {
      if (!(await removeGoal(db, changeBy(request), request.params.goalId)))
        throw new ApiError(404, "goal_not_found", "There is no such goal in this workspace.")
      return reply.code(204).send()
    },
  )
}

const invalid = (sentence: string) => new ApiError(422, "invalid", sentence)

/** @throws ApiError 422 that names the field that does not go with its figure */
function assertGoal({ figure, currency, level, since }: NewGoal): void {
  if (isRateGoal(figure) && level > 100)
    throw invalid(`level is ${level}; the goal of a rate takes 0 to 100.`)
  if (isMoneyGoal(figure) && currency === null)
    throw invalid(`currency is missing; the goal of ${figure} is of one currency.`)
  if (!isMoneyGoal(figure) && currency !== null)
    throw invalid(`currency is ${currency}; the goal of ${figure} has none.`)
  const day = new Date(`${since}T00:00:00Z`)
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== since)
    throw invalid(`since is ${since}; that day does not exist.`)
  if (since < "2000-01-01" || since > "2100-12-31")
    throw invalid(`since is ${since}; it takes a day from 2000 to 2100.`)
}

function assertSet(goal: Goal | GoalRefusal): Goal {
  if (goal === "view_not_shared") {
    throw invalid(
      "viewId is no view that the workspace shares; everybody sees a goal, so its view is shared.",
    )
  }
  if (goal === "too_many") {
    throw new ApiError(
      409,
      "too_many_goals",
      `A workspace has ${mostGoals} goals at most; take one away to set another.`,
    )
  }
  return goal
}
