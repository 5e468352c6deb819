/**
 * Styles of the document inside the frame. The first colours are our own teal; a merchant's come from themeOf.
 * The root keeps the light scheme so that the canvas stays clear; only the panel turns dark.
 */
export const styles = `
*{box-sizing:border-box;margin:0}
html{--panel:#fff;--fill:#0f766e;--fill-hover:#00665d;--fill-ink:#fff;--fill-edge:transparent;--accent:#0f766e;--tint:#ecf4f3}
html[data-scheme=dark]{--panel:#181a1f;--accent:#579f9a;--tint:#17292c}
html,body{height:100%;background:none}
body{font:16px/1.5 var(--font);color:var(--ink);--ink:#1b1d22;--soft:#5b616b;--line:#d9dce1;--bad:#b42318;--field:#fff;-webkit-font-smoothing:antialiased;overflow-wrap:anywhere}
html[data-scheme=dark] body{--ink:#f1f2f4;--soft:#a7adb8;--line:#3b4049;--bad:#ff9a8f;--field:#1f2228}
html[data-scheme=dark] .panel{color-scheme:dark}
.scroll{height:100%;overflow:auto;overscroll-behavior:contain;display:grid;place-items:center;padding:24px;background:rgba(14,17,22,.5);animation:fade .14s}
.panel{width:100%;max-width:480px;background:var(--panel);border-radius:20px;padding:12px 12px 28px;box-shadow:0 0 0 1px rgba(0,0,0,.05),0 24px 64px -12px rgba(0,0,0,.35);animation:rise .14s}
html[data-scheme=dark] .panel{box-shadow:0 0 0 1px rgba(255,255,255,.1),0 24px 64px rgba(0,0,0,.5)}
header{display:flex;justify-content:space-between;align-items:center;min-height:44px;position:sticky;top:0;z-index:1;background:var(--panel);border-radius:20px}
.brand{max-height:28px;max-width:200px;object-fit:contain}
.icon{width:44px;height:44px;border:0;border-radius:12px;background:none;color:var(--soft);padding:10px;cursor:pointer}
.icon:not(button){cursor:default}
button.icon:hover{background:var(--tint);color:var(--ink)}
svg{display:block;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.step{padding:0 20px;animation:fade .14s}
h1{font-size:24px;line-height:1.25;font-weight:650;letter-spacing:-.012em;text-wrap:balance;padding-top:4px}
h1:focus{outline:none}
.lead{color:var(--soft);margin-top:8px;white-space:pre-line;text-wrap:pretty}
.option{display:flex;align-items:center;gap:12px;min-height:52px;padding:12px 16px;border:1px solid var(--line);border-radius:14px;cursor:pointer;transition:border-color .12s,background .12s}
.option:hover{border-color:var(--soft)}
.option.picked,.option:has(input:checked){border-color:var(--accent);background:var(--tint);box-shadow:inset 0 0 0 1px var(--accent)}
.option-label{flex:1;min-width:0}
input{flex:none;appearance:none;width:20px;height:20px;border:1.5px solid var(--soft);border-radius:50%;background:var(--field);margin:0;cursor:pointer}
input:checked{border:6px solid var(--accent);background:var(--panel)}
input[type=checkbox]{border-radius:6px}
input[type=checkbox]:checked{border-width:1.5px;background:var(--accent);background-clip:border-box;position:relative}
input[type=checkbox]:checked::after{content:"";position:absolute;left:5px;top:1px;width:5px;height:10px;border:solid var(--panel);border-width:0 2px 2px 0;transform:rotate(45deg)}
.tick{margin-top:20px;align-items:flex-start}
.tick input{margin-top:2px}
.actions{display:grid;gap:8px;margin-top:28px}
.button{font:inherit;font-weight:600;min-height:50px;padding:11px 20px;border-radius:14px;border:1px solid transparent;cursor:pointer;transition:background .12s}
.fill{background:var(--fill);color:var(--fill-ink);border-color:var(--fill-edge)}
.fill:hover{background:var(--fill-hover)}
.plain{background:none;color:var(--ink);border-color:var(--line)}
.plain:hover{background:var(--tint)}
.complaint{color:var(--bad);font-weight:500;margin-top:10px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.option:has(:focus-visible){outline:2px solid var(--accent);outline-offset:2px}
.option :focus-visible{outline:none}
.ending{text-align:center;padding-top:8px}
.mark{width:56px;height:56px;margin:0 auto 20px;color:var(--accent);background:var(--tint);border-radius:50%;stroke-width:3}
.failed .mark{color:var(--bad)}
.dots{display:flex;gap:8px;justify-content:center;padding:24px 0 28px}
.dots i{width:10px;height:10px;border-radius:50%;background:var(--accent);animation:pulse 1s infinite alternate}
.dots i:nth-child(2){animation-delay:.2s}
.dots i:nth-child(3){animation-delay:.4s}
.dots+h1{font-size:18px;font-weight:500;padding-bottom:24px}
.skeleton h1{position:absolute;opacity:0}
.skeleton b{display:block;height:52px;border-radius:14px;background:var(--tint);margin-top:8px;animation:pulse 1s infinite alternate}
.skeleton b:first-child{height:28px;width:70%;margin:8px 0 28px}
.skeleton b:last-child{height:50px;margin-top:28px}
@keyframes fade{from{opacity:0}}
@keyframes rise{from{transform:translateY(8px)}}
@keyframes pulse{from{opacity:.35}}
@media(max-width:520px){
.scroll{padding:24px 0 0;place-items:end center}
.panel{max-width:none;border-radius:20px 20px 0 0;padding:8px 4px calc(20px + env(safe-area-inset-bottom))}
.step{padding:0 16px}
h1{font-size:22px}
}
@media(prefers-reduced-motion:reduce){*{animation:none!important;transition:none!important}}
@media(forced-colors:active){.panel{border:1px solid}.option.picked{border-width:3px}input{appearance:auto}}
`
