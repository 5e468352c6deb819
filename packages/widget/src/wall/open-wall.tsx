import type { Wall } from "@holdfast/protocol"
import type { FlowCaller, WallShown } from "@holdfast/protocol/flow"
import { complain, hasCallback, runHandler, tell } from "../callbacks.ts"
import { type Frame, openFrame } from "../frame/frame.ts"
import { customerFor, type FlowOptions } from "../options.ts"
import { makeRunId } from "../run/make-run-id.ts"
import { keepPainted } from "../view/keep-painted.ts"
import { styles as panelStyles } from "../view/styles.ts"
import { post } from "../wire/post.ts"
import { fill, type Language } from "../words/index.ts"
import { styles } from "./styles.ts"
import { faultType, flowOptionsOf, type WallOptions } from "./wall-options.ts"
import { marks, WallPanel, type WallPhase, type WallScene } from "./wall-view.tsx"

/** With what a wall is opened. */
export interface WallParts {
  api: string
  wall: Wall
  proof: FlowCaller
  options: WallOptions
  shown: WallShown
  language: Language
  /** Days that are left to pay before the wall is a hard one; 0 where none are. */
  daysLeft: number
  openFlow(options: FlowOptions): void
  /** The wall is gone. */
  onClosed(): void
}

/** After it a customer need not wait for an answer any longer. */
const slowMs = 10_000
/** The billing is waited for by the server, at most this long. */
const patienceMs = 12_000
const dayMs = 24 * 60 * 60 * 1000

/** What a try to do something came to: done, with a sentence for the customer or without; or not. */
type Tried = { isDone: boolean; message: string | null; isAsked?: boolean }

/** Puts a wall before the page. Nothing here throws into it. */
export async function openWall(parts: WallParts): Promise<void> {
  const { api, wall, proof, options, shown, language, daysLeft, openFlow, onClosed } = parts
  const { words, locale } = language
  const customer = customerFor(options, null)
  const isClosable = options.softWall === true || daysLeft > 0
  let phase: WallPhase = { kind: "asking" }
  let frame: Frame | null = null
  /** What the customer pressed last, to be tried again. */
  let last = () => {}
  let run = makeRunId()
  let turn = 0

  const close = () => {
    stop?.()
    frame?.close()
    frame = null
    onClosed()
  }
  const dismiss = () => {
    close()
    tell(options, "onPauseWallClose")
  }
  const go = (next: WallPhase) => {
    phase = next
    turn += 1
    draw()
  }

  const attempt = async (
    what: "CANCEL" | "RESUME",
    work: () => Promise<Tried>,
    done: (tried: Tried) => WallPhase,
    listener: "onCancel" | "onResume",
  ) => {
    last = () => void attempt(what, work, done, listener)
    go({ kind: "working" })
    const slow = setTimeout(() => frame && go({ kind: "slow" }), slowMs)
    const tried = await work()
    clearTimeout(slow)
    if (!tried.isDone) complain(options, tried.message ?? "it was not carried out", faultType(wall, what))
    // who has gone on meanwhile is told nothing, but the page is
    if (frame) go(tried.isDone ? done(tried) : { kind: "failed", message: tried.message })
    if (tried.isDone && !tried.isAsked) tell(options, listener, customer)
  }

  const act = async (body: object): Promise<Tried> => {
    const request = { ...proof, run, action: "resume", body }
    const posted = await post(`${api}/v1/flow/action`, request, patienceMs)
    if (posted.kind === "taken")
      return { isDone: true, message: null, isAsked: !posted.answer.includes('"state":"applied"') }
    // a refusal stands for its run: the next try is another request
    run = makeRunId()
    return {
      isDone: false,
      message: posted.kind === "refused" && posted.status === 402 ? posted.sentence : null,
    }
  }

  const resume = async (): Promise<Tried> => {
    if (!hasCallback(options, "handleResume")) return act({})
    const handled = await runHandler(options, "handleResume", [customer])
    // so that nobody takes the customer for paused any longer
    if (handled.isDone) await act({ byPage: true })
    return handled
  }

  const resumed = ({ message, isAsked }: Tried): WallPhase =>
    isAsked
      ? { kind: "done", title: words.arrivedTitle, lead: words.asked }
      : { kind: "done", title: words.doneResume, lead: message ?? words.glad }

  const updatePayment = async () => {
    // the page shows something of its own, which the wall would hide
    close()
    if (!hasCallback(options, "onUpdatePaymentInformation")) return location.assign(shown.payUrl ?? "")
    const handled = await runHandler(options, "onUpdatePaymentInformation", [customer])
    if (!handled.isDone)
      complain(options, handled.message ?? "the payment was not updated", faultType(wall, "UPDATE_PAYMENT"))
  }

  const cancelled = ({ message }: Tried): WallPhase => ({
    kind: "done",
    title: words.doneCancel,
    lead: message ?? words.thanks,
  })

  const cancel = () => {
    if (hasCallback(options, "handleCancel"))
      return void attempt(
        "CANCEL",
        () => runHandler(options, "handleCancel", [customer]),
        cancelled,
        "onCancel",
      )
    openFlow({
      ...flowOptionsOf(options),
      onClose: ((results: { canceled?: boolean }) => {
        tell(options, "onClose", results)
        if (results.canceled) close()
        else frame?.focusOn("h1")
      }) as () => void,
    })
  }

  const moves: WallScene["moves"] = {
    main: () =>
      wall === "pause" ? void attempt("RESUME", resume, resumed, "onResume") : void updatePayment(),
    cancel,
    logOut: () => void runHandler(options, "handleLogout", []),
    retry: () => last(),
    back: () => go({ kind: "asking" }),
    leave: close,
    close: dismiss,
  }

  const dateOf = (date: Date) => new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(date)
  const lead = () => {
    if (wall === "failed-payment")
      return daysLeft > 0
        ? fill(words.unpaidSoon, { date: dateOf(new Date(Date.now() + daysLeft * dayMs)) })
        : words.unpaidBody
    if (shown.until === null) return words.resumeToGoOn
    return `${fill(words.resumes, { date: dateOf(new Date(shown.until)) })} ${words.resumeToday}`
  }
  const isPause = wall === "pause"
  const scene = {
    words,
    mark: marks[wall],
    title: isPause ? words.donePause : words.unpaidTitle,
    lead: lead(),
    main: isPause ? words.resume : words.updatePayment,
    brandImage: shown.brandImage,
    isClosable,
    canLogOut: hasCallback(options, "handleLogout"),
    moves,
  }
  const draw = () => frame?.show(<WallPanel scene={{ ...scene, phase }} />, `${phase.kind}${turn}`, locale)

  let stop: (() => void) | null = null
  frame = await openFrame({
    title: scene.title,
    styles: panelStyles + styles,
    onPress: () => {},
    // Escape, or a page that did away with the wall: that one is gone whether it may be closed or not
    onClose() {
      if (frame?.isInPage()) {
        if (isClosable && phase.kind !== "working") dismiss()
      } else if (frame) close()
    },
  })
  // the page may have thrown it out while its inside was made
  if (!frame.isInPage()) return close()
  stop = keepPainted(frame, options.colorScheme, () => shown.look).stop
  draw()
  tell(options, "onPauseWallActivated")
}
