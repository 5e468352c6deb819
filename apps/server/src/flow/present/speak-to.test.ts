import type { BlueprintContent } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import { speakTo } from "./speak-to.ts"

const contentOf = (header: string, french: string): BlueprintContent => ({
  branding: { primaryColor: "#0f766e", brandImage: null },
  discountCooldown: null,
  pauseCooldown: null,
  steps: [
    {
      stepType: "CONFIRM",
      guid: "c",
      header,
      description: "",
      confirm: { acknowledgement: false, acknowledgementText: "" },
    },
  ],
  translations: { fr: { c: { header: { text: french, source: header, by: "own" } } } },
})

const headerIn = (content: BlueprintContent, detected: string | null) =>
  speakTo(content, { detected, asked: null }).steps[0]?.header

test("what was worked out for one customer is there for the next, each content and language by itself", () => {
  const [one, other] = [contentOf("Are you sure?", "Vraiment ?"), contentOf("Leave?", "Partir ?")]
  for (let times = 0; times < 2; times++) {
    expect(headerIn(one, "fr-FR")).toBe("Vraiment ?")
    expect(headerIn(other, "fr-FR")).toBe("Partir ?")
    expect(headerIn(one, "de")).toBe("Are you sure?")
    expect(headerIn(one, null)).toBe("Are you sure?")
  }
  const french = { detected: "fr-FR", asked: null }
  expect(speakTo(one, french)).toBe(speakTo(one, { detected: "en", asked: "fr-FR" }))
})
