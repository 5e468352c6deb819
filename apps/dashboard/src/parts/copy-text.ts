/**
 * Copies text, also on a plain-http address, where browsers hide the clipboard from the page. Answers whether it
 * worked.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyBySelection(text)
  }
}

function copyBySelection(text: string): boolean {
  const focused = document.activeElement
  const area = document.createElement("textarea")
  area.value = text
  area.style.position = "fixed"
  area.style.opacity = "0"
  document.body.append(area)
  area.select()
  const didCopy = document.execCommand("copy")
  area.remove()
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  return didCopy
}
