/** Styles that a wall adds to those of the panel. */
export const styles = `
[dir=rtl]{text-align:right}
h1,.lead{unicode-bidi:plaintext}
.wall{background:#0e1116d9;backdrop-filter:blur(8px)}
.link{display:block;width:100%;margin-top:8px;background:none;color:var(--soft);border-color:transparent;text-decoration:underline}
.link:hover{color:var(--ink)}
`
