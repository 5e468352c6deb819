import { Type } from "typebox"
import { Value } from "typebox/value"
import { type Translator, TranslatorFault } from "./translator.ts"

export interface LibreTranslateAddress {
  /** Without a slash at the end. */
  url: string
  key: string | null
}

const Answer = Type.Object({ translatedText: Type.Array(Type.String()) })
const Refusal = Type.Object({ error: Type.String() })

/** Longest part of a server's own words that is passed on. */
const mostWords = 200

/** A server that speaks LibreTranslate's HTTP: `POST /translate`. */
export const libreTranslate = ({ url, key }: LibreTranslateAddress): Translator => ({
  async translate(texts, from, to, signal) {
    const body = { q: texts, source: from, target: to, format: "html", ...(key !== null && { api_key: key }) }
    let status: number
    let answer: unknown
    try {
      const response = await fetch(`${url}/translate`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
        redirect: "error",
        signal,
      })
      status = response.status
      answer = await response.json().catch(() => null)
    } catch {
      throw new TranslatorFault(
        signal.aborted ? "It took too long." : "The translation server could not be reached.",
      )
    }
    if (status !== 200) {
      const words = Value.Check(Refusal, answer) ? `: ${answer.error.slice(0, mostWords)}` : "."
      throw new TranslatorFault(`The translation server answered ${status}${words}`)
    }
    if (!Value.Check(Answer, answer) || answer.translatedText.length !== texts.length) {
      throw new TranslatorFault("The translation server answered something else than a translation.")
    }
    return answer.translatedText
  },
})
