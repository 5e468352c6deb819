// What a site writes to embed Holdfast: load the script once, then open the flow with who the customer is, the
// proof that the site's server made, and the site's own functions.

let loading = null

/**
 * Adds the script tag. A page may as well have it in its HTML; early is good, because the script also sends what
 * an earlier visit could not.
 */
export function loadHoldfast({ url, appId }) {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script")
    script.async = true
    script.src = `${url}/js/app.js?appId=${encodeURIComponent(appId)}`
    script.addEventListener("load", () => resolve(window.holdfast))
    script.addEventListener("error", () => {
      loading = null
      reject(new Error("The script of Holdfast did not load"))
    })
    document.head.append(script)
  })
  return loading
}

/** The shop's own billing carries out what the customer decided, in place of Holdfast's action. */
const handlersFor = (billing) => ({
  handleCancel: async (customer) => {
    await billing.cancel(customer.id)
    return { message: "You have access until the end of the period that you have paid for." }
  },
  handlePause: async (customer, { pauseDuration, pauseInterval }) => {
    await billing.pause(customer.id, pauseDuration, pauseInterval.toLowerCase())
    return { message: "Your projects stay as you left them." }
  },
  handleDiscount: (customer, { couponId }) => billing.discount(customer.id, couponId),
  handlePlanChange: (customer, { plan }) => billing.switchPlan(customer.id, plan.id),
  handleTrialExtension: (customer, { trialExtensionDays }) =>
    billing.extendTrial(customer.id, trialExtensionDays),
})

export async function openCancelFlow(account, { usesHandlers, usesToken, billing, onDone }) {
  const { customer, subscriptions, holdfast } = account
  const proof = usesToken
    ? { token: holdfast.token }
    : { customerId: customer.id, authHash: holdfast.authHash }
  const embed = await loadHoldfast(holdfast).catch(() => null)
  if (!embed) {
    // Without the flow a customer can still cancel: the shop asks in its own words.
    if (!confirm("Cancel your subscription?")) return
    await billing.cancel(customer.id)
    return onDone()
  }
  embed.init("show", {
    appId: holdfast.appId,
    ...proof,
    subscriptionId: subscriptions[0].id,
    mode: "live",
    customer,
    subscriptions,
    customerAttributes: { projects: customer.metadata.projects },
    ...(usesHandlers ? handlersFor(billing) : {}),
    onClose: onDone,
  })
}
