import { complain, hasCallback } from "./callbacks.ts"
import { findScript } from "./find-script.ts"
import { type Flow, startFlow } from "./flow/start-flow.ts"
import { guarded } from "./guarded.ts"
import { openMail } from "./open-mail.ts"
import { customerIn, type FlowOptions, problemWith } from "./options.ts"
import type { Kept } from "./run/run-state.ts"

/** What a page finds at `window.holdfast` and `window.churnkey`, one object under both names. */
export interface Embed {
  init(command: string, options?: FlowOptions): void
  hide(): void
  clearState(): void
}

type Home = Partial<Record<"holdfast" | "churnkey", Record<string, unknown>>>

/** What a run left behind, and whose it was: another customer on the same page begins anew. */
interface Memory {
  of: string
  kept: Kept
}

function makeEmbed(): Embed {
  const script = findScript()
  const live = new Set<Flow>()
  const mail = openMail(script.api, live)
  if (script.appId) mail.officeOf(script.appId)
  let open: Flow | null = null
  let memory: Memory | null = null

  const show = (options: FlowOptions, isRestart: boolean) => {
    if (open?.isOpen() && !isRestart) return
    open?.close()
    const app = options.appId ?? script.appId
    const problem = problemWith(options, app)
    if (problem) complain(options, problem)
    // A customer can still cancel where the page does it itself, whatever is wrong with the rest.
    if (problem && !hasCallback(options, "handleCancel")) return
    const of = JSON.stringify([app, customerIn(options), options.subscriptionId])
    const kept = !isRestart && memory?.of === of ? memory.kept : null
    memory = null
    const flow = startFlow({
      api: script.api,
      app,
      options,
      kept,
      office: mail.officeOf(app),
      problem,
      onOver(left) {
        live.delete(flow)
        if (left && open === flow) memory = { of, kept: left }
      },
    })
    open = flow
    live.add(flow)
  }

  return {
    init: guarded((command, options) => {
      const given = options ?? {}
      if (typeof given !== "object") throw new TypeError("init needs an object of options")
      if (command === "show" || command === "restart") show(given, command === "restart")
      else complain(given, `init knows "show" and "restart", not ${JSON.stringify(command)}`)
    }),
    hide: guarded(() => open?.close()),
    clearState: guarded(() => {
      memory = null
    }),
  }
}

/** Puts the embed into the page once. What the page put there before stays, and a second load changes nothing. */
export const install = guarded(() => {
  const home = window as unknown as Home
  if (typeof home.holdfast?.init === "function") return
  const before = { ...home.churnkey, ...home.holdfast }
  const given = home.holdfast ?? home.churnkey
  const target = typeof given === "object" && Object.isExtensible(given) ? given : {}
  const embed = Object.assign(target, before, makeEmbed())
  home.holdfast = embed
  home.churnkey = embed
})
