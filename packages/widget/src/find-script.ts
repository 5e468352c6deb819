/** Where this script came from: its origin is the API, its query may name the workspace. */
export interface ScriptPlace {
  /** Origin without a slash at the end. */
  api: string
  appId: string
}

/** Read while the script runs: `currentScript` is gone afterwards, and is null for scripts injected as text. */
export function findScript(): ScriptPlace {
  const tag = document.currentScript ?? document.querySelector('script[src*="/js/app.js"]')
  const { origin, searchParams } = new URL((tag as HTMLScriptElement | null)?.src || location.href)
  return { api: origin, appId: searchParams.get("appId") ?? "" }
}
