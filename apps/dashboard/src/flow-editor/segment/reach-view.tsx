import type { Mode } from "@holdfast/protocol"
import type { ReachedSessions, SegmentReach } from "@holdfast/protocol/dashboard"
import type { SegmentRule } from "@holdfast/protocol/flow"
import { UnstyledButton } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useState } from "react"
import { reachQuery } from "../../api/flows.ts"
import { countWords } from "../../exports/size-words.ts"
import { digits } from "../../parts/digits.ts"
import { Moment } from "../../parts/moment.tsx"
import { Notice } from "../../parts/notice.tsx"
import { PageFault } from "../../parts/page-fault.tsx"
import { readableText } from "../../parts/readable-text.ts"
import { shorten } from "../../parts/shorten.ts"
import { keepWorkspace } from "../../shell/keep-workspace.ts"
import { usePlace } from "../../shell/workspace.ts"
import { attributeName } from "./rule-words.ts"
import classes from "./segment.module.css"

interface ReachViewProps {
  segmentId: string
  rules: readonly SegmentRule[]
  /** Whether the rules can be asked. */
  isReady: boolean
}

const mode: Mode = "live"
const groups = [
  { key: "matching", label: "match" },
  { key: "takenEarlier", label: "of these are taken by an earlier segment" },
  { key: "other", label: "do not match" },
  { key: "unknown", label: "are unknown: something was not recorded" },
] as const
type GroupKey = (typeof groups)[number]["key"]

/** How many of the last sessions the rules would have taken, with a list of each kind. */
export function ReachView({ segmentId, rules, isReady }: ReachViewProps) {
  const { appId } = usePlace().workspace
  const [asked] = useDebouncedValue(rules, 400)
  const [open, setOpen] = useState<GroupKey | null>(null)
  const { data, error, isFetching, refetch } = useQuery({
    ...reachQuery(appId, { rules: [...asked], mode, segmentId }),
    enabled: isReady,
    placeholderData: keepPreviousData,
  })
  if (!isReady && !data) return null
  return (
    <section className={classes.reach} aria-label="Reach" aria-busy={isFetching}>
      <h3 className={classes.title}>
        Reach
        {data && <span className={classes.note}> of the last {countWords(data.sessions, "session")}</span>}
      </h3>
      {error && (
        <PageFault
          error={error}
          what="count the sessions"
          isSmall
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void refetch()}
        />
      )}
      {data && (
        <>
          {data.hiddenBy.length > 0 && (
            <Notice tone="caution" title="Nobody can reach this segment.">
              Every session that matches is taken by {listWords(data.hiddenBy.map(({ name }) => name))}, which
              comes earlier.
            </Notice>
          )}
          <ul className={classes.groups}>
            {groups.map(({ key, label }) => (
              <ReachGroup
                key={key}
                group={data[key]}
                label={label}
                isOpen={open === key}
                onOpen={() => setOpen(open === key ? null : key)}
              />
            ))}
          </ul>
          <UnknownRules reach={data} rules={asked} />
        </>
      )}
    </section>
  )
}

interface ReachGroupProps {
  group: ReachedSessions
  label: string
  isOpen: boolean
  onOpen: () => void
}

const ReachGroup = ({ group: { count, newest }, label, isOpen, onOpen }: ReachGroupProps) => (
  <li>
    <UnstyledButton
      className={classes.group ?? ""}
      aria-expanded={isOpen}
      disabled={count === 0}
      onClick={onOpen}
    >
      <span className={`${classes.count} hf-figures`}>{digits.format(count)}</span> {label}
    </UnstyledButton>
    {isOpen && count > 0 && (
      <ul className={classes.sessions}>
        {newest.map(({ sessionId, customer, createdAt }) => (
          <li key={sessionId} className={classes.session}>
            <Link to="/sessions/$sessionId" params={{ sessionId }} search={keepWorkspace}>
              <bdi>{shorten(readableText(customer) ?? "a customer", 80)}</bdi>
            </Link>
            <Moment at={createdAt} />
          </li>
        ))}
        {count > newest.length && (
          <li className={classes.note}>and {digits.format(count - newest.length)} more</li>
        )}
      </ul>
    )}
  </li>
)

function UnknownRules({ reach, rules }: { reach: SegmentReach; rules: readonly SegmentRule[] }) {
  const lacking = rules.flatMap((rule, at) => {
    const count = reach.unknownByRule[at] ?? 0
    return count > 0
      ? [`${attributeName(rule.attribute)}: not recorded of ${countWords(count, "session")}`]
      : []
  })
  if (lacking.length === 0) return null
  return <p className={classes.note}>{lacking.join(" · ")}</p>
}

const listWords = (names: string[]) => new Intl.ListFormat("en-GB").format(names)
