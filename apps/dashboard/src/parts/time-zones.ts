/** The zone that the browser is set to. */
export const ownTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** `New York` is found, though the zone is spelled `America/New_York`. */
const labelOf = (zone: string) => zone.replaceAll("_", " ")

/** Every zone by name, the browser's own and UTC on top; `chosen` is among them whatever it is. */
export function timeZoneOptions(
  chosen: string,
): { group: string; items: { value: string; label: string }[] }[] {
  const own = ownTimeZone()
  const top = [...new Set([own, "UTC", chosen])]
  const others = Intl.supportedValuesOf("timeZone").filter((zone) => !top.includes(zone))
  return [
    {
      group: "Suggested",
      items: top.map((zone) => ({
        value: zone,
        label: zone === own ? `${labelOf(zone)} (this browser)` : labelOf(zone),
      })),
    },
    { group: "All time zones", items: others.map((zone) => ({ value: zone, label: labelOf(zone) })) },
  ]
}
