/**
 * Where to go after signing in: a path on this origin, with its search and hash. Anything else, such as another
 * site's address, becomes `/`.
 * @param here the sign-in's own address: what stands behind its `#` goes along, such as the token of an invitation
 */
export function returnPath(
  wanted: string | undefined,
  { origin, hash }: Readonly<{ origin: string; hash: string }>,
): string {
  if (!wanted?.startsWith("/")) return "/"
  const url = URL.canParse(wanted, origin) ? new URL(wanted, origin) : null
  if (url?.origin !== origin || url.pathname === "/sign-in" || url.pathname.startsWith("//")) return "/"
  return `${url.pathname}${url.search}${url.hash || hash}`
}
