/**
 * The address that routes are looked for with. Programs join their paths with a slash behind them. A path in which
 * something does not decode (`/%ff`) names nothing: it becomes one that nothing has, so that it is answered as everything
 * else that is not there, where the framework would answer by itself, without our headers.
 */
export function tidyAddress(url = "/"): string {
  const [path = "/"] = url.split("?")
  if (!isDecodable(path)) return `${/^\/(?:v1|api)\//.exec(path)?.[0] ?? "/"}-`
  return url.startsWith("/v1/") ? url.replace(/\/+(?=\?|$)/, "") : url
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
