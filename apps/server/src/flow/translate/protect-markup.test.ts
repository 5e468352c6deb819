import fc from "fast-check"
import { expect, test } from "vitest"
import { protectMarkup, restoreMarkup } from "./protect-markup.ts"

test("merge fields and tags are numbers, and nothing of what they are called is in the HTML", () => {
  const { html, parts } = protectMarkup("<b>Hello</b> {{CUSTOMER_NAME.FIRST|there}},\nQ&A 1 < 2 {{team}}")
  expect(html).toBe(
    '<span translate="no">[0]</span>Hello<span translate="no">[1]</span> <span translate="no">[2]</span>,<br>Q&amp;A 1 &lt; 2 <span translate="no">[3]</span>',
  )
  expect(parts).toEqual(["<b>", "</b>", "{{CUSTOMER_NAME.FIRST|there}}", "{{team}}"])
})

test("what is not changed comes back as it was, whatever it says", () => {
  const piece = fc.constantFrom(
    "{{a|b}}",
    "{{",
    "}}",
    "<b>",
    "<",
    ">",
    "&",
    "&lt;",
    "&amp;amp;",
    "[0]",
    "\n",
    "é",
    "x ",
    '"',
  )
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join("")
      const { html, parts } = protectMarkup(text)
      // spaces beside a line end are the translator's to keep
      const even = (each: string | null) => each?.replace(/[ \t]*\n[ \t]*/g, "\n").trim()
      expect(even(restoreMarkup(html, parts))).toBe(even(text))
    }),
  )
})

test("fields may come in another order, with other spaces, and in marks that servers write otherwise", () => {
  const { parts } = protectMarkup("{{a}} then {{b}}")
  expect(
    restoreMarkup(
      '<SPAN translate="no"> [1] </SPAN> apr&egrave;s <span class="x" translate="no">[0]</span>',
      parts,
    ),
  ).toBe("{{b}} apr&egrave;s {{a}}")
  expect(restoreMarkup("L&#39;un &amp; l&#x27;autre&nbsp;!<br/> Fin", [])).toBe("L'un & l'autre\u00a0!\nFin")
})

test.each([
  ["a field that is lost", "Bonjour"],
  ["a field that comes twice", '<span translate="no">[0]</span><span translate="no">[0]</span>'],
  ["a field that there is not", '<span translate="no">[1]</span>'],
  ["a field whose mark is gone", "Bonjour [0]"],
  ["a tag that came in", '<span translate="no">[0]</span><script>'],
])("%s makes it no translation", (_, html) => {
  expect(restoreMarkup(html, ["{{a}}"])).toBe(null)
})
