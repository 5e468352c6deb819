const mostBytes = 5_000_000

/** The text of a file in UTF-8, or in UTF-16 where it says so; else what is wrong with it. */
export async function readTextFile(file: Blob): Promise<string | { fault: string }> {
  if (file.size > mostBytes) return { fault: "The file is larger than 5 MB." }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : "utf-8"
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return { fault: "The file is no text in UTF-8. Save it as “CSV UTF-8”." }
  }
}
