/** Only whole addresses that a browser fetches, and paths of our own; nothing that runs. Null for everything else. */
export function webAddress(url: string): string | null {
  if (!/^(https?:\/\/|\/)/i.test(url) || !URL.canParse(url, location.origin)) return null
  const { protocol, href } = new URL(url, location.origin)
  return protocol === "https:" || protocol === "http:" ? href : null
}
