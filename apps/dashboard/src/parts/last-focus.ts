let last: HTMLElement | null = null

/** Follows the focus from now on: a menu and its items are gone by the time that what they opened is closed. */
export function followFocus(): void {
  addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement && !target.closest('[role="menu"], [role="dialog"]')) last = target
  })
}

/** The element that has the focus; where a menu has it, or has just closed, the button that opened the menu. */
export function lastFocus(): HTMLElement | null {
  const now = document.activeElement
  const isMenus = now === document.body || now?.closest('[role="menu"]')
  return now instanceof HTMLElement && !isMenus ? now : last
}
