/** Styles of the player beside those of the flow: what a customer's own hand did. */
export const playStyles = `
*{animation:none!important;cursor:default!important}
[data-visible],.chip:has([data-focus]){outline:2px solid var(--accent);outline-offset:2px}
.hand{position:fixed;z-index:9;width:20px;height:20px;margin:-10px 0 0 -10px;border-radius:50%;background:#e11d4880;border:2px solid #fff;pointer-events:none}
.hand.pressing{background:#e11d48;box-shadow:0 0 0 8px #e11d4840}
`
