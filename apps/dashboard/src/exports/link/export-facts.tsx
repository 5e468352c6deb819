import type { Export } from "@holdfast/protocol/dashboard"
import { type Fact, FactList } from "../../parts/fact-list.tsx"
import { PageSection } from "../../parts/page-section.tsx"
import { exactTime } from "../../time/exact-time.ts"
import { profileWords } from "../profile-words.ts"
import { countWords, sizeWords } from "../size-words.ts"

/** What an export is made of, when, and by whom. */
export function ExportFacts({ item }: { item: Export }) {
  const { file, reason, finishedAt } = item
  const facts: Fact[] = [
    ...(file
      ? [
          { label: "File", text: file.name },
          { label: "Rows", text: countWords(file.rows, "row") },
          { label: "Size", text: `${sizeWords(file.bytes)} (${file.bytes.toLocaleString("en-US")} bytes)` },
          { label: "SHA-256", text: file.sha256, isId: true },
          { label: "Available until", text: exactTime(new Date(file.expiresAt)) },
        ]
      : [{ label: "Rows", text: `${countWords(item.rowsExpected, "row")} expected` }]),
    ...(reason === null ? [] : [{ label: "Reason", text: reason }]),
    { label: "Sessions", text: item.filter },
    { label: "Format", text: profileWords[item.choice.profile] },
    { label: "Asked for by", text: item.requestedBy },
    { label: "Asked for", text: exactTime(new Date(item.requestedAt)) },
    ...(finishedAt === null ? [] : [{ label: "Finished", text: exactTime(new Date(finishedAt)) }]),
  ]
  return (
    <PageSection title="What it holds">
      <FactList facts={facts} />
    </PageSection>
  )
}
