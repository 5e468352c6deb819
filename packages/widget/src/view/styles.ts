/**
 * Styles of the document inside the frame. The first colours are our own teal; a merchant's come with the flow.
 * The root keeps the light scheme so that the canvas stays clear; only the panel turns dark.
 */
export const styles = `
*{box-sizing:border-box;margin:0}
html{--panel:#fff;--fill:#0f766e;--fill-hover:#00665d;--fill-ink:#fff;--fill-edge:transparent;--accent:#0f766e;--tint:#ecf4f3;--ink:#1b1d22;--soft:#5b616b;--line:#d9dce1;--bad:#b42318}
.dark{--panel:#181a1f;--accent:#579f9a;--tint:#17292c;--ink:#f1f2f4;--soft:#a7adb8;--line:#3b4049;--bad:#ff9a8f}
html,body{height:100%}
body{font:16px/1.5 var(--font);color:var(--ink);overflow-wrap:anywhere}
.scroll{height:100%;overflow:auto;display:grid;place-items:center;padding:24px;background:#0e111680;animation:fade .14s}
.panel{width:100%;max-width:480px;background:var(--panel);border:1px solid var(--line);border-radius:20px;padding:12px 12px calc(28px + env(safe-area-inset-bottom));box-shadow:0 24px 64px #0006}
.dark .panel{color-scheme:dark}
header{display:flex;justify-content:space-between;align-items:center;min-height:44px;position:sticky;top:0;z-index:1;background:var(--panel);border-radius:20px}
.brand{max-height:28px;max-width:200px}
button,label,select{cursor:pointer}
.icon{width:44px;height:44px;border:0;border-radius:14px;background:none;color:var(--soft);padding:10px}
.plain:hover,button.icon:hover{background:var(--tint);color:var(--ink)}
svg{display:block;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.step{padding:0 20px;animation:fade .14s}
h1{font-size:24px;line-height:1.25;font-weight:600;text-wrap:balance}
h1:focus{outline:0}
.lead{color:var(--soft);margin-top:8px;white-space:pre-line}
.option{display:flex;align-items:center;gap:12px;min-height:50px;padding:12px 16px;border:1px solid var(--line);border-radius:14px}
.option:hover{border-color:var(--soft)}
.option.picked{border-color:var(--accent);background:var(--tint);box-shadow:inset 0 0 0 1px var(--accent)}
.option-label{flex:1}
input{flex:none;width:20px;height:20px;margin:0;accent-color:var(--accent)}
.actions{display:grid;gap:8px;margin-top:28px}
.button{font:inherit;font-weight:600;min-height:50px;padding:12px 16px;border:1px solid var(--fill-edge);border-radius:14px}
.fill{background:var(--fill);color:var(--fill-ink)}
.fill:hover{background:var(--fill-hover)}
.plain{background:none;color:var(--ink);border-color:var(--line)}
.complaint{color:var(--bad);font-weight:600;margin-top:8px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.field{margin-top:20px}
.ending{text-align:center;padding-top:8px}
.mark{width:56px;height:56px;margin:0 auto 20px;color:var(--accent);background:var(--tint);border-radius:50%;stroke-width:3}
.failed .mark{color:var(--bad)}
.busy .mark,.skeleton>*{animation:fade 1s infinite alternate}
.skeleton>*{display:block;height:50px;border-radius:14px;background:var(--tint);color:transparent;margin-top:8px}
.skeleton h1{height:30px;width:70%;margin-bottom:28px}
@keyframes fade{from{opacity:0}}
@media(max-width:480px){
.scroll{padding:24px 0 0;place-items:end center}
.panel{border-radius:20px 20px 0 0}
.step{padding:0 8px}
}
@media(prefers-reduced-motion:reduce){*{animation:none!important}}
@media(forced-colors:active){.picked{border-width:3px}}
`
