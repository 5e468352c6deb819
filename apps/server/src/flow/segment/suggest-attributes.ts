import type { Mode } from "@holdfast/protocol"
import type { SegmentAttribute } from "@holdfast/protocol/dashboard"
import {
  type AttributeType,
  type AttributeValue,
  attributeOf,
  isKnownAttribute,
  segmentAttributes,
} from "@holdfast/protocol/flow"
import type { Db } from "../../db/database.ts"
import { type RecentSession, recentSessions } from "./recent-sessions.ts"

const mostValues = 20
const mostCustom = 100
/** A value that is longer is nothing to choose from a list. */
const mostLetters = 200

/** What rules can ask for: what the product knows, and the custom attributes of the last 1,000 settled sessions, with their commonest values. */
export const suggestAttributes = async (
  db: Db,
  workspaceId: string,
  mode: Mode,
): Promise<SegmentAttribute[]> => attributesIn(await recentSessions(db, workspaceId, mode))

export function attributesIn(sessions: readonly RecentSession[]): SegmentAttribute[] {
  const custom = new Set(
    sessions.flatMap(({ facts }) =>
      Object.keys(facts.customer?.customAttributes ?? {}).filter((name) => !isKnownAttribute(name)),
    ),
  )
  const valuesOf = (attribute: string) =>
    sessions.flatMap(({ facts, createdAt }) => attributeOf(attribute, facts, createdAt) ?? [])
  const known = Object.entries(segmentAttributes).map(([attribute, type]) =>
    describe(attribute, type, false, valuesOf(attribute)),
  )
  const customs = [...custom]
    .map((attribute) => ({ attribute, values: valuesOf(attribute) }))
    .filter(({ values }) => values.length > 0)
    .map(({ attribute, values }) => describe(attribute, typeOf(values), true, values))
    .sort((a, b) => b.known - a.known || (a.attribute < b.attribute ? -1 : 1))
  return [...known, ...customs.slice(0, mostCustom)]
}

function describe(
  attribute: string,
  type: AttributeType,
  isCustom: boolean,
  values: readonly AttributeValue[],
): SegmentAttribute {
  const texts = values.map(String)
  const isHidden = attribute === "CUSTOMER_EMAIL" || type === "DATE"
  return {
    attribute,
    type,
    isCustom,
    known: values.length,
    values: isHidden
      ? []
      : commonest(texts.filter((text) => !text.includes("@") && text.length <= mostLetters)),
  }
}

function commonest(texts: readonly string[]): SegmentAttribute["values"] {
  const counts = new Map<string, number>()
  for (const text of texts) if (text !== "") counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts]
    .map(([value, sessions]) => ({ value, sessions }))
    .sort((a, b) => b.sessions - a.sessions || (a.value < b.value ? -1 : 1))
    .slice(0, mostValues)
}

const isDate = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}|$)/

/** What all the values of a custom attribute are. */
function typeOf(values: readonly AttributeValue[]): AttributeType {
  if (values.every((value) => typeof value === "number")) return "NUMBER"
  if (values.every((value) => typeof value === "boolean")) return "BOOLEAN"
  return values.every((value) => typeof value === "string" && isDate.test(value)) ? "DATE" : "STRING"
}
