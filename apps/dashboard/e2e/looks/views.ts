import type { ApiErrorBody, Me, NewView, SavedView, SavedViews, ViewChange } from "@holdfast/protocol"
import type { Visitor } from "./fixture-live.ts"
import type { Scenario } from "./fixture-state.ts"
import { fixtureNow } from "./rows.ts"

interface ViewsRequest {
  person: Me["user"]
  method: string
  id: string | null
  body: NewView & ViewChange
}

type Answer = { status: number; body: SavedView | SavedViews | ApiErrorBody | null }

const refusal = (status: number, code: string, message: string): Answer => ({
  status,
  body: { error: { code, message, ...(status === 500 && { id: "req-7f3a93" }) } },
})

/** The named views of a person: their own, and what others share. In `full` somebody else shares one, in `hostile` it is named to do harm. */
export function answerViews(
  visitor: Visitor,
  scenario: Scenario,
  { person, method, id, body }: ViewsRequest,
): Answer {
  if (scenario === "fault") return refusal(500, "internal", "Something broke")
  if (method === "GET") {
    const seen = visitor.views
      .map(({ ownerId, view }) => ({ ...view, isMine: ownerId === person.id }))
      .filter(({ isMine, isShared }) => isMine || isShared)
    return { status: 200, body: { views: [...othersOf(scenario), ...seen] } }
  }
  const own = visitor.views.filter(({ ownerId }) => ownerId === person.id).map(({ view }) => view)
  const withoutThis = visitor.views.filter(({ view }) => view.id !== id)
  if (method === "DELETE") {
    visitor.views = withoutThis
    return { status: 204, body: null }
  }
  if (own.some((view) => view.name === body.name && view.id !== id)) {
    return refusal(409, "name_taken", `You have a view named "${body.name}" already; choose another name.`)
  }
  const known = own.find((view) => view.id === id)
  const kept = { ...(known ?? viewNumber(visitor.views.length + 1)), ownerName: person.name, ...body }
  visitor.views = [...withoutThis, { ownerId: person.id, view: kept }]
  return { status: known ? 200 : 201, body: kept }
}

function viewNumber(number: number): SavedView {
  return {
    id: `01990000-0000-7000-9000-${String(number).padStart(12, "0")}`,
    name: "",
    search: "",
    isShared: false,
    isMine: true,
    ownerName: "Ada Lovelace",
    createdAt: fixtureNow.toISOString(),
    updatedAt: fixtureNow.toISOString(),
  }
}

function othersOf(scenario: Scenario): SavedView[] {
  const shared = { ...viewNumber(999), isShared: true, isMine: false, ownerName: "Grace Hopper" }
  switch (scenario) {
    case "full":
      return [{ ...shared, name: "A year of sandbox", search: "mode=sandbox&range=1y" }]
    case "hostile":
      return [
        {
          ...shared,
          name: "<img src=x onerror='window.hasRun=true'>\u202e👩‍👩‍👧‍👦",
          search: "range=banana&__proto__=x",
          ownerName: null,
        },
      ]
    default:
      return []
  }
}
