import type { OfferType, Outcome } from "@holdfast/protocol"
import {
  IconArrowUpRight,
  IconCalendarPlus,
  IconCircleDashed,
  IconCircleMinus,
  IconCircleX,
  IconGift,
  IconHeadset,
  IconPlayerPause,
  IconReceiptRefund,
  IconRosetteDiscount,
  IconSwitchHorizontal,
} from "@tabler/icons-react"
import { readableText } from "../../parts/readable-text.ts"
import { shorten } from "../../parts/shorten.ts"
import classes from "./outcome-label.module.css"

const offerIcons: Record<OfferType, typeof IconGift> = {
  DISCOUNT: IconRosetteDiscount,
  PAUSE: IconPlayerPause,
  PLAN_CHANGE: IconSwitchHorizontal,
  TRIAL_EXTENSION: IconCalendarPlus,
  CONTACT: IconHeadset,
  REDIRECT: IconArrowUpRight,
  REBATE: IconReceiptRefund,
  CUSTOM: IconGift,
}

const endIcons = { canceled: IconCircleX, abandoned: IconCircleMinus, open: IconCircleDashed }

/** How a session ended: the strongest word of its row, always with a sign beside the colour. */
export function OutcomeLabel({ outcome, label }: { outcome: Outcome; label: string }) {
  const Icon = outcome.kind === "saved" ? offerIcons[outcome.offerType] : endIcons[outcome.kind]
  return (
    <span
      className={classes.outcome}
      data-outcome={outcome.kind === "saved" ? outcome.offerType : outcome.kind}
    >
      <Icon className={classes.icon} size={16} stroke={1.75} aria-hidden />
      <bdi className={classes.word}>{shorten(readableText(label) ?? "Custom offer", 200)}</bdi>
    </span>
  )
}
