import type { Mode } from "@holdfast/protocol"
import {
  type BillingConnection,
  type BillingPermissionName,
  type BillingSettings,
  billingPermissions,
} from "@holdfast/protocol/dashboard"
import type { Fact } from "../parts/fact-list.tsx"

export const modeNames: Record<Mode, string> = { live: "Live", test: "Test", sandbox: "Sandbox" }

/** The beginning of a key that a mode takes. */
export const keyBeginning = (mode: Mode): string => (mode === "live" ? "rk_live_" : "rk_test_")

/** What is connected, as it is read. */
export function connectionFacts({ account, keyHint }: BillingConnection): Fact[] {
  return [
    ...(account?.name ? [{ label: "Account", text: account.name, isOwn: false }] : []),
    account
      ? { label: "Account ID", text: account.id, isId: true }
      : { label: "Account", text: "The key may not say which account it is of" },
    { label: "Key", text: keyHint },
  ]
}

/** "Coupons: Read, to give discounts" */
export function permissionWords(name: BillingPermissionName): string {
  const { resource, level, neededFor } = billingPermissions[name]
  return `${resource}: ${level}, ${neededFor}`
}

interface SettingWords<Name extends keyof BillingSettings> {
  label: string
  choices: Readonly<Record<BillingSettings[Name], string>>
}

/** Every setting with its choices; a new one without words does not compile. */
export const settingWords: { [Name in keyof BillingSettings]: SettingWords<Name> } = {
  cancelAt: {
    label: "A cancellation takes effect",
    choices: { "period-end": "At the end of the paid period", now: "At once" },
  },
  changePlanAt: {
    label: "A change of plan takes effect",
    choices: { now: "At once", "period-end": "At the end of the paid period" },
  },
  proration: {
    label: "The difference, where a plan changes at once",
    choices: {
      create_prorations: "Comes with the next invoice",
      always_invoice: "Is invoiced at once",
      none: "Is not charged",
    },
  },
  pauseMeaning: {
    label: "While paused",
    choices: {
      collection: "Nothing is collected, the subscription goes on",
      service: "The subscription itself rests",
    },
  },
  pauseInvoiceBehavior: {
    label: "Invoices of a pause, where nothing is collected",
    choices: {
      void: "Are voided",
      keep_as_draft: "Stay drafts, to be collected later",
      mark_uncollectible: "Are marked as uncollectible",
    },
  },
  rebateAs: {
    label: "A rebate",
    choices: { refund: "Goes back to the card", "credit-note": "Lowers the next invoice" },
  },
}

export const settingNames = Object.keys(settingWords) as (keyof BillingSettings)[]
