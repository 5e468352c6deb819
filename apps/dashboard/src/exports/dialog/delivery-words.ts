/** What happens when the button is pressed, before it is. */
export function deliveryWords(isSmall: boolean, isMailConfigured: boolean): string {
  if (isSmall) return "Downloads at once in this browser. You can go on working meanwhile."
  return isMailConfigured
    ? "Prepared in the background. You get an email with a link that works for 24 hours."
    : "Prepared in the background. Mail is not configured here, so the link will be under Exports, beside the name of the product, and in the outbox."
}
