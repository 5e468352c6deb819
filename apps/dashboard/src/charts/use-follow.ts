import { useRouter } from "@tanstack/react-router"
import { createContext, type MouseEvent, useContext } from "react"

/**
 * What it means to follow a link of a chart, for a page that has the sessions on itself and goes to them its own way. Left
 * out, the address is opened.
 */
export const FollowLink = createContext<((href: string) => void) | null>(null)

type Pressed = Pick<MouseEvent, "ctrlKey" | "metaKey" | "shiftKey" | "altKey">

/** Whether a link is to open somewhere else than here, which is the browser's business. */
export const isElsewhere = (event: Pressed): boolean =>
  event.ctrlKey || event.metaKey || event.shiftKey || event.altKey

/** Opens an address of ours without loading the page anew. */
export function useFollow(): (href: string) => void {
  const router = useRouter()
  const own = useContext(FollowLink)
  return own ?? ((href) => router.history.push(href))
}
