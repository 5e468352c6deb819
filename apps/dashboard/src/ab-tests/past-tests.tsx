import type { AbTest } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { Link } from "@tanstack/react-router"
import { useState } from "react"
import { countWords } from "../exports/size-words.ts"
import { InlineText } from "../parts/inline-text.tsx"
import { Moment } from "../parts/moment.tsx"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { endWords } from "./ab-test-words.ts"
import classes from "./ab-tests.module.css"

/** Tests that are over, for those who ask: what was tried, of which segment, and what came of it. */
export function PastTests({ tests }: { tests: readonly AbTest[] }) {
  const [isOpen, setIsOpen] = useState(false)
  if (tests.length === 0) return null
  return (
    <div>
      <Button variant="subtle" size="xs" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {isOpen ? "Hide" : "Show"} {countWords(tests.length, "past A/B test")}
      </Button>
      {isOpen && (
        <ul className={classes.past} aria-label="Past A/B tests">
          {tests.map((test) => {
            const last = test.steps.at(-1)
            return (
              <li key={test.id}>
                <Link
                  to="/flows/ab-tests/$testId"
                  params={{ testId: test.id }}
                  search={keepWorkspace}
                  className={classes.link ?? ""}
                >
                  <bdi>{shorten(readableText(test.name) ?? "A test without a name", 200)}</bdi>
                </Link>
                <span className={classes.note}>
                  <InlineText text={test.segment.name} otherwise="A segment" /> · {endWords(test)}
                  {last && (
                    <>
                      {" · "}
                      <Moment at={last.at} />
                    </>
                  )}
                </span>
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}
