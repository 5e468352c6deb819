/** A whole address that begins with `https:`, and its host. Null for everything else: what runs, and what nothing protects. */
export function webAddress(url: string): { href: string; host: string } | null {
  if (!URL.canParse(url)) return null
  const { protocol, href, host, username, password } = new URL(url)
  return protocol === "https:" && username === "" && password === "" ? { href, host } : null
}
