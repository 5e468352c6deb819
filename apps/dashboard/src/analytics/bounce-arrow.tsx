import { ActionIcon, Tooltip } from "@mantine/core"
import { IconArrowBigUpLine } from "@tabler/icons-react"
import { readableText } from "../parts/readable-text.ts"
import { exactTime } from "../time/exact-time.ts"
import classes from "./bounce-arrow.module.css"
import type { RevealTarget } from "./use-reveal.ts"

interface BounceArrowProps {
  bouncedBy: RevealTarget
  onReveal: (target: RevealTarget) => void
}

/** Says which session replaced this one, and leads there. */
export function BounceArrow({ bouncedBy, onReveal }: BounceArrowProps) {
  const label = readableText(bouncedBy.outcomeLabel)?.slice(0, 80) ?? "Custom offer"
  const when = exactTime(new Date(bouncedBy.createdAt))
  return (
    <Tooltip
      label={`Replaced by a session of the same customer: ${label}, ${when}. This one is in no number.`}
    >
      <ActionIcon
        size={24}
        className={classes.arrow ?? ""}
        aria-label={`Bounced. Go to the session that replaced it: ${label}`}
        onClick={() => onReveal(bouncedBy)}
      >
        <IconArrowBigUpLine size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
