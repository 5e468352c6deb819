import { dimensions } from "@holdfast/protocol"
import { type RawBuilder, sql } from "kysely"
import { matches, type SessionFilter, type Values } from "../../read/session-filter.ts"
import { type Block, boundsOf, type Coverage, type Gap } from "./coverage.ts"
import { type Column, offersColumn } from "./read-bitmaps.ts"

/** The sessions outside of the blocks that match, as a condition on `session`. */
export function inGaps(filter: SessionFilter, gaps: readonly Gap[]): RawBuilder<boolean> {
  const spans = gaps.map(inSpan)
  return sql`${matches(filter)} and (${spans.length > 0 ? sql.join(spans, sql` or `) : sql`false`})`
}

export function inSpan({ from, to }: Gap): RawBuilder<boolean> {
  if (from && to) return sql`(session.created_at >= ${from} and session.created_at < ${to})`
  if (from) return sql`session.created_at >= ${from}`
  return to ? sql`session.created_at < ${to}` : sql`true`
}

/**
 * The blocks with sessions that match, newest first, as a query of `id, from_at, size, bits`: which of its sessions;
 * null means all.
 */
export function matchingBits(filter: SessionFilter, { blocks }: Coverage): RawBuilder<unknown> {
  const chosen = dimensions.flatMap((name) => {
    const values = filter.is?.[name]
    return values ? [bitsWhere(filter, hasValue(name, values))] : []
  })
  const avoided = dimensions.flatMap((name) => {
    const values = filter.not?.[name]
    return values ? [hasValue(name, values)] : []
  })
  if (filter.offers) chosen.push(bitsWhere(filter, hasValue(offersColumn, filter.offers)))
  if (filter.notOffers) avoided.push(hasValue(offersColumn, filter.notOffers))
  const joins = chosen.map(
    (bits, i) => sql`join lateral ${bits} as ${sql.ref(`is_${i}`)} on ${sql.ref(`is_${i}.bits`)} is not null`,
  )
  if (avoided.length > 0) {
    joins.push(sql`left join lateral ${bitsWhere(filter, sql.join(avoided, sql` or `))} as avoided on true`)
  }
  return sql`
    select block.id, block.from_at, block.size, ${withinBounds(filter, combined(chosen.length, avoided.length > 0))} as bits
    from ${blocksNewestFirst(blocks)} ${sql.join(joins, sql` `)}
    -- the bits are worked out once a block, not wherever they are used: that cost 30 ms a block
    offset 0`
}

function blocksNewestFirst(blocks: readonly Block[]): RawBuilder<unknown> {
  const all = <K extends keyof Block>(name: K) => blocks.map((block) => block[name])
  return sql`unnest(${all("id")}::uuid[], ${all("from")}::timestamptz[], ${all("to")}::timestamptz[], ${all("size")}::int[])
    as block (id, from_at, to_at, size)`
}

/** What is chosen in every dimension and avoided in none; null means all. */
function combined(chosen: number, hasAvoided: boolean): RawBuilder<unknown> {
  if (chosen === 0) return hasAvoided ? sql`~ avoided.bits` : sql`null::bit varying`
  const all = sql.join(
    Array.from({ length: chosen }, (_, i) => sql.ref(`is_${i}.bits`)),
    sql` & `,
  )
  return hasAvoided ? sql`coalesce(${all} & ~ avoided.bits, ${all})` : all
}

const bitsWhere = ({ workspaceId }: SessionFilter, condition: RawBuilder<unknown>) => sql`
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = ${workspaceId} and x.block_id = block.id and (${condition}))`

function hasValue(dimension: Column, values: Values): RawBuilder<unknown> {
  const texts = values.filter((value) => value !== null)
  // what the index holds of a value, and the value
  const begins = texts.map((text) => Array.from(text).slice(0, 200).join(""))
  const hasText = sql`left(x.value, 200) = any(${begins}::text[]) and x.value = any(${texts}::text[])`
  const isOne = values.includes(null) ? sql`(${hasText} or x.value is null)` : hasText
  return sql`(x.dimension = ${dimension} and ${isOne})`
}

/** `bits`, without the sessions of a block that lie outside of the filter's time. */
function withinBounds(filter: SessionFilter, bits: RawBuilder<unknown>): RawBuilder<unknown> {
  const { from, to } = boundsOf(filter)
  if (!from && !to) return bits
  const inside = [from && sql`block.from_at >= ${from}`, to && sql`block.to_at <= ${to}`]
  const [first, end] = [
    from ? sessionsBefore(filter, from) : sql`0`,
    to ? sessionsBefore(filter, to) : sql`block.size`,
  ]
  return sql`case when ${sql.join(
    inside.filter((each) => each !== null),
    sql` and `,
  )} then ${bits} else (
    select coalesce(${bits} & mask.bits, mask.bits) from (
      select (repeat('0', first) || repeat('1', upto - first) || repeat('0', block.size - upto))::bit varying as bits
      from (select least(${first}, ${end}) as first, ${end} as upto) place
    ) mask
  ) end`
}

/** How many sessions of the block lie before an instant. */
const sessionsBefore = (filter: SessionFilter, at: Date): RawBuilder<number> => sql`
  (select width_bucket(${new Date(at.getTime() - 1)}::timestamptz(3), b.times) from facet_block b
   where b.workspace_id = ${filter.workspaceId} and b.mode = ${filter.mode} and b.from_at = block.from_at)`
