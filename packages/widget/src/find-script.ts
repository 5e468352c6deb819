/** Where this script came from: its origin is the API, its query may name the workspace. */
export interface ScriptPlace {
  /** Origin without a slash at the end. */
  api: string
  appId: string
}

/** Read while the script runs: `currentScript` is gone afterwards, and is null for scripts injected as text. */
export function findScript(doc: Document = document): ScriptPlace {
  const current = doc.currentScript as HTMLScriptElement | null
  const tag = current?.src ? current : doc.querySelector<HTMLScriptElement>('script[src*="/js/app.js"]')
  const address = new URL(tag?.src || location.href, location.href)
  return { api: address.origin, appId: address.searchParams.get("appId") ?? "" }
}
