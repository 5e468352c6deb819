import { expect, test } from "vitest"
import { mailContent } from "./mail-content.ts"

const words = {
  subject: "Your export\r\nBcc: everybody@example.com",
  paragraphs: ["312 sessions of <Acme & Sons> are ready."],
  action: { label: "Download", url: "https://holdfast.example.com/exports/1?key=a&b" },
  notes: ["The link works for 24 hours."],
}

test("text and HTML say the same, each in its own form", () => {
  const { text, html } = mailContent(words)
  expect(text).toBe(
    "312 sessions of <Acme & Sons> are ready.\n\nDownload:\nhttps://holdfast.example.com/exports/1?key=a&b\n\nThe link works for 24 hours.\n",
  )
  expect(html).toContain("312 sessions of &lt;Acme &amp; Sons&gt; are ready.")
  expect(html).toContain('href="https://holdfast.example.com/exports/1?key=a&amp;b"')
  expect(html).toContain("The link works for 24 hours.")
})

test("a break in the subject begins no other header", () => {
  expect(mailContent(words).subject).toBe("Your export Bcc: everybody@example.com")
})
