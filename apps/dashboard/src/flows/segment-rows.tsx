import type { FlowSummary } from "@holdfast/protocol/dashboard"
import { useState } from "react"
import { MoveButtons, MoveGrip, movableRow, useMoving } from "../parts/use-moving.tsx"
import { FlowRow, type RowActs } from "./flow-row.tsx"
import classes from "./flows-page.module.css"

/** The flows of segments, in the order in which the segments are asked. The arms of a test move together. */
export function SegmentRows({ flows, ...acts }: { flows: readonly FlowSummary[] } & RowActs) {
  /** The order that is on its way to the server: a row that moves under the focus cannot wait for it. */
  const [wanted, setWanted] = useState<string[] | null>(null)
  const known = [...new Set(flows.flatMap(({ segment }) => segment?.id ?? []))]
  const isOfThese = wanted?.length === known.length && wanted.every((id) => known.includes(id))
  const ids = wanted && isOfThese ? wanted : known
  const nameOf = (id: string) =>
    flows.find(({ segment }) => segment?.id === id)?.segment?.name ?? "The segment"
  const { mover, dragged, told } = useMoving({
    ids,
    nameOf,
    onMove(id, place) {
      const next = ids.filter((each) => each !== id).toSpliced(place, 0, id)
      setWanted(next)
      void acts
        .attempt(() => acts.state.order(next), "put the segments in this order")
        .then(() => setWanted((now) => (now === next ? null : now)))
    },
  })
  return (
    <>
      <ol className={classes.list}>
        {ids.map((id, place) => (
          <li key={id} className={classes.row} {...(acts.canEdit && movableRow(mover, id, dragged === id))}>
            {flows
              .filter(({ segment }) => segment?.id === id)
              .map((flow, at) => (
                <FlowRow
                  key={flow.id}
                  flow={flow}
                  {...acts}
                  {...(acts.canEdit &&
                    at === 0 && {
                      grip: <MoveGrip mover={mover} id={id} />,
                      moves: (
                        <MoveButtons
                          mover={mover}
                          id={id}
                          name={nameOf(id)}
                          place={place}
                          count={ids.length}
                        />
                      ),
                    })}
                />
              ))}
          </li>
        ))}
      </ol>
      {told}
    </>
  )
}
