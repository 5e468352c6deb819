/** Names that Windows keeps for devices, whatever ends them. */
const isDevice = /^(?:con|prn|aux|nul|com\d|lpt\d)$/

const mostLetters = 60

/**
 * The name of a segment's file: small letters of ASCII, digits and single hyphens, so that it is one name on every file
 * system and never a way out of the folder.
 * @param taken names that other files have; they get a number behind
 */
export function fileNameOf(segmentName: string, taken: ReadonlySet<string>): string {
  const plain = segmentName
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, mostLetters)
    .replace(/^-+|-+$/g, "")
  const name = plain === "" ? "segment" : isDevice.test(plain) ? `${plain}-segment` : plain
  for (let number = 1; ; number++) {
    const file = number === 1 ? `${name}.json` : `${name}-${number}.json`
    if (!taken.has(file)) return file
  }
}
