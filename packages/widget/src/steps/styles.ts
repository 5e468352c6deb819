/** Styles that come with the flow script, beside those of `view/styles.ts`: of its steps, and of languages from right to left. */
export const styles = `
[dir=rtl]{text-align:right}
[dir=rtl] .icon svg{transform:scaleX(-1)}
h1,.lead,legend,.option-label{unicode-bidi:plaintext}
.option-note{color:var(--soft);white-space:nowrap}
.options,.terms,fieldset{display:grid;gap:8px;margin-top:20px}
.chip:focus-within{outline:2px solid var(--accent);outline-offset:2px}
fieldset{border:0;padding:0;min-width:0;margin:0}
legend,.field label{padding:0;font-weight:600;margin-bottom:8px;display:block}
.optional{font-weight:400;color:var(--soft)}
.followup{margin-block:12px;margin-inline-start:16px;padding-inline-start:16px;border-inline-start:2px solid var(--line)}
.followup .field{margin-top:0}
textarea,select{width:100%;font:inherit;color:inherit;background:none;border:1px solid var(--soft);border-radius:14px;padding:12px 16px;min-height:50px;resize:vertical}
.scroll{scroll-padding-bottom:80px}
.cancel-now{position:sticky;bottom:0;z-index:1;margin-top:8px;padding:8px 0;background:var(--panel)}
.cancel-now .button{display:block;width:100%;color:var(--ink)}
.notice{margin-top:16px;font-size:13px;text-align:center;color:var(--soft)}
.ticket{background:var(--tint);border-radius:14px;padding:24px 20px;text-align:center}
.figure{font-size:36px;line-height:1.25;font-weight:600;color:var(--accent)}
.chips{display:grid;gap:8px;grid-template-columns:repeat(auto-fit,minmax(84px,1fr))}
.chip{text-align:center;padding:8px 4px;position:relative}
.chip input{position:absolute;opacity:0}
`
