import { complain, hasCallback } from "./callbacks.ts"
import { loadFlowScript } from "./flow/load-flow-script.ts"
import { type Flow, startFlow } from "./flow/start-flow.ts"
import { warnOfMistakes } from "./flow/warn-of-mistakes.ts"
import { guarded } from "./guarded.ts"
import { customerIn, type FlowOptions, problemWith } from "./options.ts"
import { readOptions } from "./read-options.ts"
import type { ResumePoint } from "./run/run-state.ts"
import { toPlain } from "./to-plain.ts"
import type { WallScript } from "./wall/wall-script.tsx"
import { openSenders } from "./wire/open-senders.ts"

/** The name of the third script, with the hash of its content: `vite.config.ts` puts it here. */
declare const WALL_SCRIPT: string
const wallScript = WALL_SCRIPT

/** The first script, `app.js`: what a page loads with every view. It can always cancel by itself. */

/** What a page finds at `window.holdfast` and `window.churnkey`, one object under both names. */
interface Embed {
  /** Resolves at once and never rejects: pages wait for it, and `onError` is where faults are told. */
  init(command: string, options?: object): Promise<void>
  hide(): void
  clearState(): void
  /** Has a wall stand before a customer who is paused or has not paid (wire contract 5.4). Resolves at once. */
  check(what?: unknown, options?: object): Promise<void>
  /** The vendor's flow behind a code by mail, which Holdfast does not have: it says so. Resolves at once. */
  managedFlow(command?: unknown, options?: object): Promise<void>
}

/** What a page may have put there before: anything, or the two lines of `docs/embedding.md`, which keep calls in `queue`. */
type Home = Partial<Record<"holdfast" | "churnkey", Record<string, unknown>>>

type Call = Parameters<Embed["init"]>

/** Where a run was left, and by whom: another customer on the same page begins anew. */
interface LeftRun {
  customer: string
  resumePoint: ResumePoint
}

/**
 * Where this script came from: its origin, without a slash at the end, is that of the API and of the second script,
 * and its query may name the workspace. Read while the script runs: `currentScript` is gone afterwards, and is null
 * for scripts that were injected as text.
 */
function findScript(): { api: string; appId: string } {
  const tag = document.currentScript ?? document.querySelector('script[src*="/js/app.js"]')
  const { origin, searchParams } = new URL((tag as HTMLScriptElement | null)?.src || location.href)
  return { api: origin, appId: searchParams.get("appId") ?? "" }
}

const unmanaged = "managedFlow is not part of Holdfast; call init with a proof, or send a cancel link"

function makeEmbed(): Embed {
  const { api, appId } = findScript()
  const running = new Set<Flow>()
  const senders = openSenders(api, running)
  if (appId) senders.letterSenderOf(appId)
  let open: Flow | null = null
  let leftRun: LeftRun | null = null
  /** A flow that is open while the page asks to forget it. */
  let forgotten: Flow | null = null

  const appIn = (options: FlowOptions) => (typeof options.appId === "string" ? options.appId.trim() : appId)

  /** @param lacking what was asked for that Holdfast does not have */
  const show = (options: FlowOptions, isRestart: boolean, lacking: string | null = null) => {
    if (open?.isOpen() && !isRestart) return
    open?.close()
    const app = appIn(options)
    const problem = lacking ?? problemWith(options, app)
    // A customer can still cancel where the page does it itself, whatever is wrong with the rest.
    if (problem && !hasCallback(options, "handleCancel")) {
      void warnOfMistakes(loadFlowScript(api), options, app)
      return complain(options, problem)
    }
    const customer = JSON.stringify(toPlain([app, customerIn(options), options.subscriptionId]))
    const resumePoint = !isRestart && leftRun?.customer === customer ? leftRun.resumePoint : null
    leftRun = null
    const flow = startFlow({
      api,
      app,
      options,
      resumePoint,
      letters: senders.letterSenderOf(app),
      problem,
      onOver(left) {
        running.delete(flow)
        if (left && open === flow && forgotten !== flow) leftRun = { customer, resumePoint: left }
      },
    })
    open = flow
    running.add(flow)
  }

  const init = guarded((command: string, given: object = {}) => {
    if (typeof given !== "object") throw new TypeError("init needs an object of options")
    const options = readOptions(given)
    if (command === "show" || command === "restart") show(options, command === "restart")
    else complain(options, `init knows "show" and "restart", not "${String(command)}"`)
  })

  /** The third script does all of it: most pages never ask. */
  const check = guarded((what: unknown, given: object = {}) => {
    const options = readOptions(given)
    const app = appIn(options)
    const openFlow = (mine: FlowOptions) => show(mine, true)
    import(/* @vite-ignore */ `${api}/js/${wallScript}`)
      .then((script: WallScript) => script.check({ api, app, options, what, openFlow }))
      .catch((error: unknown) => {
        const wall = String(what).toUpperCase().replace("-", "_")
        complain(options, `${wallScript} could not be loaded (${error})`, `${wall}_WALL_INITIALIZATION_ERROR`)
      })
  })

  const managedFlow = guarded((given: object = {}) => show(readOptions(given), false, unmanaged))

  return {
    init: async (command, options) => init(command, options),
    hide: guarded(() => open?.close()),
    clearState: guarded(() => {
      leftRun = null
      forgotten = open
    }),
    check: async (what, options) => check(what, options),
    managedFlow: async (_command, options) => managedFlow(options),
  }
}

/**
 * Puts the embed into the page once. What the page put there before stays, calls that were made too early are made now,
 * and a second load changes nothing.
 */
const install = guarded(() => {
  const home = window as unknown as Home
  const before = { ...home.churnkey, ...home.holdfast }
  const { queue } = before
  if (typeof home.holdfast?.init === "function" && !queue) return
  const given = home.holdfast ?? home.churnkey
  const target = typeof given === "object" && Object.isExtensible(given) ? given : {}
  const embed = Object.assign(target, { created: true }, before, makeEmbed(), { queue: undefined })
  home.holdfast = embed
  home.churnkey = embed
  if (Array.isArray(queue)) for (const call of queue) void embed.init(...(call as Call))
})

install()
