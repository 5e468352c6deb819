/** Puts the focus into a field of the editor, by its name; answers whether it is there. */
export function focusField(field: string): boolean {
  const place = [...document.querySelectorAll<HTMLElement>("[data-field]")].find(
    (each) => each.dataset.field === field,
  )
  if (!place) return false
  place.scrollIntoView({ block: "center" })
  place.focus({ preventScroll: true })
  return true
}
