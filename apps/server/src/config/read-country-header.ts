import { ConfigError } from "./config-error.ts"

/** The header in which the proxy in front tells the caller's country. What any caller may send is no source. */
export function readCountryHeader(text: string | null, trustProxy: string[] | number | false): string | null {
  if (text === null) return null
  if (!/^[A-Za-z0-9-]{1,100}$/.test(text)) {
    throw new ConfigError(
      `HOLDFAST_COUNTRY_HEADER is "${text}"; it takes the name of one header, such as CF-IPCountry.`,
    )
  }
  if (trustProxy === false || trustProxy === 0) {
    throw new ConfigError(
      "HOLDFAST_COUNTRY_HEADER is set without HOLDFAST_TRUST_PROXY; it takes both, since anybody can send that header to a server without a proxy in front.",
    )
  }
  return text.toLowerCase()
}
