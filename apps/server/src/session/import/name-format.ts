const utf8 = "convert it to UTF-8 first, with iconv for instance"
const unpack = "unpack it first, or pack it with gzip"

/** Files that are no JSON in UTF-8, by how they begin. The longer beginning stands first. */
const formats: readonly (readonly [begin: string, says: string])[] = [
  ["0000feff", `is UTF-32; ${utf8}`],
  ["fffe0000", `is UTF-32; ${utf8}`],
  ["feff", `is UTF-16; ${utf8}`],
  ["fffe", `is UTF-16; ${utf8}`],
  ["2b2f76", `is UTF-7; ${utf8}`],
  ["1f8b", "is packed with gzip twice; unpack it once"],
  ["28b52ffd", `is packed with zstd; ${unpack}`],
  ["425a68", `is packed with bzip2; ${unpack}`],
  ["fd377a585a00", `is packed with xz; ${unpack}`],
  ["04224d18", `is packed with lz4; ${unpack}`],
  ["1f9d", `is packed with compress; ${unpack}`],
  ["504b0304", "is a ZIP file or a spreadsheet; take the JSON out of it, or save it as JSON"],
  ["377abcaf271c", `is packed with 7-Zip; ${unpack}`],
  ["52617221", `is packed with RAR; ${unpack}`],
  ["50415231", "is Parquet; write it as NDJSON first"],
  ["4f626a01", "is Avro; write it as NDJSON first"],
  ["4f5243", "is ORC; write it as NDJSON first"],
  ["53514c69746520666f726d6174", "is a SQLite database; write its rows as NDJSON first"],
  ["25504446", "is a PDF"],
  ["6d8199e2", "is a dump of mongodump; write it with mongoexport"],
]

export const isGzip = (head: Buffer): boolean => head[0] === 0x1f && head[1] === 0x8b

/**
 * What a file is by its first bytes, and what to do with it, where it is none that can be read.
 * @param head unpacked
 */
export function foreignFormat(head: Buffer): string | null {
  const hex = head.subarray(0, 16).toString("hex")
  const known = formats.find(([begin]) => hex.startsWith(begin))
  if (known) return `${known[1]}.`
  // without a mark: the zero bytes of letters that need one byte
  if (/^(?:000000[^0].|[^0].000000)/.test(hex)) return `is UTF-32; ${utf8}.`
  if (/^(?:00(?!00)..00(?!00)|(?!00)..00(?!00)..00)/.test(hex)) return `is UTF-16; ${utf8}.`
  const text = head
    .toString("latin1")
    .replace(/^\xef\xbb\xbf/, "")
    .trimStart()
  if (text.startsWith("<"))
    return "is HTML or XML, not JSON; a page that says why the export failed, perhaps."
  return null
}
