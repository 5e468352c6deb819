/** The search part of an address, whatever its parameters mean. */
type AddressParts = Readonly<Record<string, string | undefined>>

/** A view's address as it is kept: sorted, so that equal views have equal addresses, and without the workspace. */
export function writeViewAddress(parts: AddressParts): string {
  const pairs = Object.entries(parts).filter(
    (pair): pair is [string, string] => pair[0] !== "workspace" && pair[1] !== undefined,
  )
  return new URLSearchParams(pairs.sort(([a], [b]) => (a < b ? -1 : 1))).toString()
}

/** The opposite, for the workspace that the reader is in. */
export function readViewAddress(address: string, workspace: string | undefined): Record<string, string> {
  const { workspace: _, ...parts } = Object.fromEntries(new URLSearchParams(address))
  return workspace === undefined ? parts : { workspace, ...parts }
}
