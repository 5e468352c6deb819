import { isIP } from "node:net"
import { isMailAddress } from "../mail/is-mail-address.ts"
import { ConfigError } from "./config-error.ts"

export interface MailAddress {
  /** Empty where only the address was given. */
  name: string
  address: string
}

/**
 * Whom our mail is from.
 * @param url of Holdfast, whose host sends where nothing is said
 */
export function readMailFrom(text: string | null, url: string): MailAddress {
  if (text === null) return ourMailFrom(url)
  const [, name = "", inBrackets, bare] = /^(?:([^<>]*)<([^<>]*)>|([^<>]*))$/.exec(text) ?? []
  const address = (inBrackets ?? bare ?? "").trim()
  if (!isMailAddress(address) || /\p{Cc}/u.test(text)) {
    throw new ConfigError(
      `HOLDFAST_MAIL_FROM is "${text}"; it takes an email address, or a name and an address such as Holdfast <holdfast@example.com>.`,
    )
  }
  return { name: name.trim().replace(/^"(.*)"$/, "$1"), address }
}

/** Where no name of a host is known, mail comes from this machine. */
function ourMailFrom(url: string): MailAddress {
  const { hostname } = new URL(url)
  const isNumber = isIP(hostname) !== 0 || hostname.startsWith("[")
  return { name: "Holdfast", address: `holdfast@${isNumber ? "localhost" : hostname}` }
}
