/** Styles of the questions and offers, on top of those of the panel. */
export const styles = `
.options,.terms{display:grid;gap:8px;margin-top:20px}
fieldset{border:0;padding:0;min-width:0;display:grid;gap:8px}
legend,.field label{padding:0;font-weight:600;margin-bottom:8px;display:block}
.optional{font-weight:400;color:var(--soft)}
.option-note{color:var(--soft);white-space:nowrap}
.picked .option-note{color:var(--ink)}
.small{min-height:44px;padding:8px 14px}
.followup{margin:12px 0 8px 16px;padding-left:16px;border-left:2px solid var(--line)}
.followup .field{margin-top:4px}
.field{margin-top:20px}
.followup>.field:first-child{margin-top:0}
textarea,select{display:block;width:100%;font:inherit;color:inherit;background:var(--field);border:1px solid var(--soft);border-radius:12px;padding:12px 14px;min-height:48px;resize:vertical}
textarea{min-height:104px}
::placeholder{color:var(--soft);opacity:1}
.ticket{background:var(--tint);border-radius:16px;padding:24px 20px;text-align:center;gap:4px}
.figure{font-size:36px;line-height:1.15;font-weight:700;letter-spacing:-.02em;color:var(--accent)}
.figure-note{font-weight:600}
.price{margin-top:8px;color:var(--ink)}
.chips{display:grid;grid-template-columns:repeat(auto-fit,minmax(84px,1fr));gap:8px}
.chip{justify-content:center;text-align:center;padding:8px 4px;min-height:48px;position:relative}
.chip input{position:absolute;opacity:0;pointer-events:none}
.chip.picked .option-label{font-weight:600;color:var(--accent)}
.resumes{color:var(--soft);margin-top:4px}
`
