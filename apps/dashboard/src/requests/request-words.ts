import type { CustomerRequest, RequestsShown } from "@holdfast/protocol/dashboard"
import { dayAndTime } from "../time/exact-time.ts"

/** What each part of the page is called, and what is there. */
export const shownWords: Readonly<Record<RequestsShown, { label: string; empty: string; about: string }>> = {
  waiting: {
    label: "Waiting",
    empty: "Nothing waits for a person",
    about:
      "Cancellations that nothing carries out appear here, from the oldest on, until somebody marks them as done. Each customer was told that you confirm by mail.",
  },
  tried: {
    label: "On their way",
    empty: "Nothing is on its way",
    about:
      "Requests that Holdfast is still trying, or whose end it is finding out. A cancellation is tried for 72 hours, then it waits for a person.",
  },
  refused: {
    label: "Refused",
    empty: "Nothing was refused",
    about: "Requests that were not carried out, and why. Nothing was changed for these customers.",
  },
  done: {
    label: "Done",
    empty: "Nothing is done yet",
    about: "Requests that were carried out, or are planned for a day, and by whom.",
  },
}

const textIn = (terms: CustomerRequest["terms"], name: string): string => {
  const value = terms[name]
  return typeof value === "string" || typeof value === "number" ? String(value) : ""
}

const counted = (count: string, unit: string) => `${count} ${unit}${count === "1" ? "" : "s"}`

/** What the customer asked for, such as "Pause for 2 months". */
export function actWords({ action, terms }: Pick<CustomerRequest, "action" | "terms">): string {
  const text = (name: string) => textIn(terms, name)
  switch (action) {
    case "cancel":
      return terms.cancelAtPeriodEnd === true ? "Cancel at the end of the period" : "Cancel"
    case "discount":
      return `Discount ${text("coupon")}`
    case "pause":
      return `Pause for ${counted(text("duration"), text("interval"))}`
    case "change-plan":
      return `Switch to plan ${text("planId")}`
    case "extend-trial":
      return `Extend the trial by ${counted(text("days"), "day")}`
    case "rebate":
      return "Rebate"
    case "resume":
      return terms.byPage === true ? "Resume, which the page did itself" : "Resume"
  }
}

/** How a request stands, in a few words. */
export function standingWords({ state, isForPerson, scheduledFor }: CustomerRequest): string {
  switch (state) {
    case "asked":
      return isForPerson ? "Waits for a person" : "Is tried again"
    case "sending":
      return "Is being carried out"
    case "unknown":
      return isForPerson
        ? "Waits for a person; nobody knows whether it is done"
        : "Not known whether it is done"
    case "applied":
      return "Done"
    case "scheduled":
      return scheduledFor === null ? "Planned" : `Planned for ${dayAndTime(new Date(scheduledFor))}`
    case "refused":
      return "Refused"
  }
}

/** Who said what became of it; nothing where the billing did. */
export const settlerWords = ({ settledBy }: CustomerRequest): string | null =>
  settledBy === null ? null : `by ${settledBy.kind === "key" ? "the key " : ""}${settledBy.name}`
