import { type Mode, modes } from "@holdfast/protocol"
import { readArguments, readOptions, UsageError } from "./arguments.ts"
import { connectStripe, disconnectStripe, showBilling } from "./billing.ts"

/** `holdfast billing`: the billing system that a workspace has connected, in one mode. */
export function billingCommand([verb, ...args]: string[]): Promise<number> {
  const text = { type: "string" } as const
  const known = { workspace: text, mode: text } as const
  switch (verb) {
    case "connect": {
      const more = { key: text, "webhook-secret": text } as const
      const { values, positionals } = readArguments(args, { ...known, ...more })
      if (positionals.length !== 1 || positionals[0] !== "stripe")
        throw new UsageError("billing connect takes the word stripe, and nothing else without its option.")
      const key = (values.key ?? process.env.HOLDFAST_STRIPE_KEY ?? "").trim()
      if (key === "") throw new UsageError("HOLDFAST_STRIPE_KEY or --key takes a restricted key of Stripe.")
      return connectStripe({
        workspace: values.workspace,
        mode: billingMode(values.mode),
        key,
        webhookSecret: values["webhook-secret"]?.trim(),
      })
    }
    case "status":
      return showBilling(readOptions(args, { workspace: text }).workspace)
    case "disconnect": {
      const { workspace, mode } = readOptions(args, known)
      return disconnectStripe({ workspace, mode: billingMode(mode) })
    }
    default:
      throw new UsageError(`billing takes connect, status or disconnect, not "${verb ?? ""}".`)
  }
}

function billingMode(text: string | undefined): Mode {
  const mode = modes.find((known) => known === text)
  if (!mode) throw new UsageError(`--mode is "${text ?? ""}"; it takes ${modes.join(", ")}.`)
  return mode
}
