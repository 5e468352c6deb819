import { isIP } from "node:net"
import { longestWebhookUrl } from "@holdfast/protocol/dashboard"
import { isPublicAddress } from "../send/public-address.ts"

/** The host of an address, as a resolver or a connection takes it. */
export const hostOf = ({ hostname }: URL): string =>
  hostname.startsWith("[") ? hostname.slice(1, -1) : hostname

/**
 * Why an address cannot be an endpoint, as the end of a sentence that begins with the name of the field; null where it
 * can. Which addresses a name has is looked at again for each connection.
 */
export function webhookUrlFault(text: string, allowsPrivate: boolean): string | null {
  if (text.length > longestWebhookUrl) return `is longer than ${longestWebhookUrl} characters.`
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol))
    return "is no web address; it takes one such as https://example.com/holdfast."
  if (url.protocol === "http:" && !allowsPrivate) return "takes https, so that nobody on the way reads along."
  if (url.username || url.password) return "takes no user and password; deliveries are signed in their place."
  if (url.hash) return "takes no part behind a #; it is never sent."
  const host = hostOf(url)
  const isOwn = isIP(host) ? !isPublicAddress(host) : /(^|\.)localhost\.?$/.test(host)
  return isOwn && !allowsPrivate ? "is not an address of the public internet." : null
}
