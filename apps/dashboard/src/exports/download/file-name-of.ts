/** The file's name in a `content-disposition`; the plain one where there is no better, and `sessions` where there is none. */
export function fileNameOf(disposition: string | null): string {
  const encoded = /filename\*=utf-8''([^;]+)/i.exec(disposition ?? "")?.[1]
  const plain = /filename="((?:[^"\\]|\\.)*)"/i.exec(disposition ?? "")?.[1]?.replace(/\\(.)/g, "$1")
  return decoded(encoded) ?? plain ?? /filename=([^;"\s]+)/i.exec(disposition ?? "")?.[1] ?? "sessions"
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text.trim())
  } catch {
    return undefined
  }
}
