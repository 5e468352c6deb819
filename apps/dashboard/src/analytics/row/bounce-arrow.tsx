import { Tooltip } from "@mantine/core"
import { IconArrowBigUpLine } from "@tabler/icons-react"
import { Link } from "@tanstack/react-router"
import type { MouseEvent } from "react"
import { readableText } from "../../parts/readable-text.ts"
import { useTabIndex } from "../../parts/tab-index.ts"
import { keepWorkspace } from "../../shell/keep-workspace.ts"
import { exactTime } from "../../time/exact-time.ts"
import type { RevealTarget } from "../use-reveal.ts"
import classes from "./bounce-arrow.module.css"

interface BounceArrowProps {
  bouncedBy: RevealTarget
  /** Shows the session in the list the arrow stands in; false where it is not there. */
  onReveal: (target: RevealTarget) => boolean
}

/** Says which session replaced this one, and leads there: to its row where the list has it, else to its page. */
export function BounceArrow({ bouncedBy, onReveal }: BounceArrowProps) {
  const tabIndex = useTabIndex()
  const label = readableText(bouncedBy.outcomeLabel)?.slice(0, 80) ?? "Custom offer"
  const when = exactTime(new Date(bouncedBy.createdAt))
  const follow = (event: MouseEvent) => {
    const wantsNewTab = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
    if (!wantsNewTab && onReveal(bouncedBy)) event.preventDefault()
  }
  return (
    <Tooltip
      label={`Replaced by a session of the same customer: ${label}, ${when}. This one is bounced, so it is left out of every number.`}
    >
      <Link
        to="/sessions/$sessionId"
        params={{ sessionId: bouncedBy.id.toWellFormed() }}
        search={keepWorkspace}
        tabIndex={tabIndex}
        className={classes.arrow ?? ""}
        aria-label={`Bounced. Go to the session that replaced it: ${label}`}
        onClick={follow}
      >
        <IconArrowBigUpLine size={16} stroke={1.75} aria-hidden />
      </Link>
    </Tooltip>
  )
}
