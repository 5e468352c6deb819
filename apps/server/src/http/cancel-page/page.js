// Plays the flow on the page of a cancel link, and says how it ended. The widget does the rest.

const address = new URL(location.href)
const token = address.searchParams.get("token") ?? history.state?.token

// a proof stays neither in the address bar nor in the browser's history; a page that is loaded again still has it
address.searchParams.delete("token")
history.replaceState({ token }, "", address)

function show(name) {
  for (const part of document.querySelectorAll("[data-part]")) part.hidden = part.dataset.part !== name
  if (name !== "flow") document.querySelector(`[data-part="${name}"] h1`).focus()
}

function partOf({ canceled, acceptedOffer, decisionState }) {
  if (decisionState === "refused") return "closed"
  if (!canceled && !acceptedOffer) return "closed"
  if (decisionState === "asked") return "asked"
  return canceled ? "canceled" : "kept"
}

function play() {
  const { lang } = document.body.dataset
  show("flow")
  window.holdfast.init("show", {
    token,
    ...(lang && { i18n: { lang } }),
    onClose: (results) => show(partOf(results)),
    onGoToAccount() {
      const back = document.querySelector("[data-back]")
      if (back) location.assign(back.href)
    },
  })
}

document.addEventListener("click", ({ target }) => {
  const action = target.dataset?.action
  if (action === "again") play()
  if (action === "reload") location.reload()
})

if (!token) show("invalid")
else if (typeof window.holdfast?.init !== "function") show("failed")
// mail programs load pages ahead, which nobody sees
else if (document.visibilityState === "visible") play()
else document.addEventListener("visibilitychange", play, { once: true })
