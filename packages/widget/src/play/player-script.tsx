import {
  faultOfLog,
  type PlayerAnswer,
  type PlayerMessage,
  type RecordedLog,
} from "@holdfast/protocol/recording"
import { addStyles } from "../frame/add-styles.ts"
import { controls } from "../record/watch-customer.ts"
import { render } from "../render/render.ts"
import { Step } from "../steps/flow-script.tsx"
import { styles as stepStyles } from "../steps/styles.ts"
import { Panel } from "../view/panel.tsx"
import { styles } from "../view/styles.ts"
import { type Playback, playLog } from "./play-log.ts"
import { playStyles } from "./play-styles.ts"

/**
 * The player, `player-<hash>.js`: draws a recorded run in a document of its own, with the views and the words of its build. It loads
 * nothing and asks nobody: the page around it sends the log by message, and then the moments to show.
 */

/** Holdfast's words in each language, of this build: `vite.config.ts` puts them here. */
declare const PLAYER_WORDS: Record<string, Record<string, string>>
const languages = PLAYER_WORDS

export type { PlayerAnswer, PlayerMessage }

const pressMs = 400

function start(): void {
  const { body, documentElement: html } = document
  for (const css of [styles, stepStyles, playStyles]) addStyles(document, window, css)
  const hand = document.createElement("div")
  hand.className = "hand"
  hand.hidden = true
  html.append(hand)
  const tell = (answer: PlayerAnswer) => parent.postMessage(answer, "*")
  let playback: Playback | null = null
  let head: RecordedLog["head"] = null

  const load = ({
    log,
    blueprint,
    customer,
    brandImage = null,
  }: Extract<PlayerMessage, { kind: "load" }>) => {
    // whoever keeps a log has checked it; that it can be drawn is checked where it is drawn
    const fault = faultOfLog({ head: log?.head, moves: log?.moves })
    if (fault || !log.head) return tell({ kind: "fault", sentence: fault ?? "The log has no head." })
    head = log.head
    const wordsIn = (uiLang: string) => ({
      ...languages.en,
      ...(Object.hasOwn(languages, uiLang) ? languages[uiLang] : {}),
    })
    const parts = { blueprint, customer, brandImage, wordsIn, script: { Step } }
    playback = playLog({ log: { head, moves: log.moves }, ...parts })
    tell({ kind: "loaded", durationMs: playback.durationMs })
  }

  const show = (at: number, hidesHand: boolean) => {
    if (!playback || !head) return tell({ kind: "fault", sentence: "No log is loaded." })
    const { played, scene } = playback.at(at)
    const { look, fonts, direction, locale } = head
    html.lang = locale
    html.dir = direction
    html.classList.toggle("dark", played.isDark)
    for (const [name, value] of Object.entries(played.isDark ? look.dark : look.light))
      html.style.setProperty(name, value)
    const families = [...fonts, "sans-serif"].map((font) => (font.includes(" ") ? `"${font}"` : font))
    html.style.setProperty("--font", families.join(","))
    render(<Panel scene={scene} />, body)
    body.querySelector(".scroll")?.scrollTo(0, played.scroll)
    body.querySelectorAll(controls).forEach((control, i) => {
      const isFocused = played.focus?.control === i
      control.toggleAttribute("data-focus", isFocused)
      control.toggleAttribute("data-visible", isFocused && played.focus?.isVisible === true)
    })
    const { pointer, press, width, height, end, isLost } = played
    hand.hidden = hidesHand || pointer === null
    hand.style.left = `${pointer?.x}px`
    hand.style.top = `${pointer?.y}px`
    hand.classList.toggle("pressing", press !== null && at - press.at < pressMs)
    tell({ kind: "shown", at, width, height, end, isLost })
  }

  addEventListener("message", ({ source, data }: MessageEvent<PlayerMessage>) => {
    if (source !== parent) return
    try {
      if (data?.kind === "load") load(data)
      else if (data?.kind === "show") show(data.at, data.hidesHand === true)
    } catch {
      // a log that was let through can be drawn with the blueprint of its run: what came along is none
      tell({ kind: "fault", sentence: "The blueprint of this run cannot be drawn." })
    }
  })
  tell({ kind: "ready" })
}

start()
