import type { Change, Rate } from "@holdfast/protocol/dashboard"
import { type FilterDimension, filterDimensions } from "../../../api/choice.ts"
import type { ChartColumn, ChartData } from "../../../charts/chart-data.ts"
import { ChartPanel } from "../../../charts/chart-panel.tsx"
import { SplitBars, type SplitRow } from "../../../charts/split-bars.tsx"
import { digits } from "../../../parts/digits.ts"
import { Notice } from "../../../parts/notice.tsx"
import { isFew, percent } from "../figure-words.ts"
import { HowMade } from "../how-made.tsx"
import { only } from "../link-to.ts"
import { changeDoubt, changeSentence, groupName, reversedWords, splitTitle } from "./change-words.ts"
import { ifAny, keyOf, type LinkTo, type PanelPlace } from "./panel-place.ts"
import { pointsWords } from "./panel-words.ts"
import classes from "./panels.module.css"

/** What a group of customers did to the change. */
export interface GroupRow extends SplitRow {
  now: Rate
  before: Rate
  hrefBefore: string | null
}

/** The groups, the one that did most first. */
export function groupRows({ by, groups }: Change, linkTo: LinkTo): GroupRow[] {
  const dimension: FilterDimension | undefined = filterDimensions.find((each) => each === by)
  return groups
    .map((group) => {
      // what is taken together cannot be filtered by
      const choices = dimension && group.others === undefined ? [only(dimension, group.value)] : null
      return {
        key: keyOf(group),
        label: groupName(by, group),
        href: choices && ifAny(group.now.of, linkTo(choices)),
        hrefBefore: choices && ifAny(group.before.of, linkTo(choices, "before")),
        ...{ who: group.mix, how: group.behaviour, now: group.now, before: group.before },
      }
    })
    .toSorted((a, b) => Math.abs(b.who) + Math.abs(b.how) - Math.abs(a.who) - Math.abs(a.how))
}

const columns: ChartColumn<GroupRow>[] = [
  { head: "How they decided", says: ({ how }) => pointsWords(how), cell: ({ how }) => how },
  { head: "Who came", says: ({ who }) => pointsWords(who), cell: ({ who }) => who },
  { head: "Save rate", says: ({ now }) => percent(now.rate), cell: ({ now }) => now.rate },
  { head: "Before", says: ({ before }) => percent(before.rate), cell: ({ before }) => before.rate },
  {
    ...{ head: "Sessions", says: ({ now }) => digits.format(now.of), cell: ({ now }) => now.of },
    hrefOf: ({ href }) => href,
  },
  {
    ...{
      head: "Sessions before",
      says: ({ before }) => digits.format(before.of),
      cell: ({ before }) => before.of,
    },
    hrefOf: ({ hrefBefore }) => hrefBefore,
  },
]

/** Why the save rate changed: a sentence first, then who did what to it. */
export function ChangePanel({ change, linkTo, fileName, insights, place }: PanelPlace & { change: Change }) {
  const rows = groupRows(change, linkTo)
  const data: ChartData<GroupRow> = { head: splitTitle(change.by), rows, columns }
  const doubt = changeDoubt(change)
  const reversed = reversedWords(change)
  const others = change.explained.filter(({ by }) => by !== change.by).slice(0, 3)
  return (
    <ChartPanel
      title="Why it changed"
      shape="bars"
      fileName={fileName("why-it-changed")}
      state={
        rows.length === 0 || change.difference === null
          ? { kind: "empty", title: "Nothing to compare", words: changeSentence(change) }
          : { kind: "ready", data, summary: changeSentence(change), few: doubt }
      }
      chart={(shown) => (
        <SplitBars
          label={`The change of the save rate by ${splitTitle(change.by)}`}
          data={shown}
          says={pointsWords}
        />
      )}
      howMade={
        <HowMade insights={insights} place={place}>
          <p>
            The change is split by what explains most of it. A group that came more or less often than before
            changes the total by who came. A group that was kept more or less often than before changes it by
            how they decided. Both parts of all groups together are the change.
          </p>
        </HowMade>
      }
    >
      {reversed && isSure(change) && <Notice tone="caution" title={reversed} />}
      {others.length > 0 && (
        <p className={classes.note}>
          By{" "}
          {others
            .map(
              ({ by, mix, behaviour }) =>
                `${splitTitle(by)}: ${pointsWords(mix)} by who came, ${pointsWords(behaviour)} by how they decided`,
            )
            .join("; by ")}
          .
        </p>
      )}
    </ChartPanel>
  )
}

const isSure = ({ now, before }: Change): boolean => !isFew(now.of) && !isFew(before.of)
