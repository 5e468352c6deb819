import type { FlowVersion } from "@holdfast/protocol/dashboard"
import { compareFlows, settingLines, widgetLanguages } from "@holdfast/protocol/flow"
import { countWords } from "../exports/size-words.ts"
import { FactList } from "../parts/fact-list.tsx"
import { Moment } from "../parts/moment.tsx"
import { PageSection } from "../parts/page-section.tsx"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { withKeys } from "../parts/with-keys.ts"
import session from "../session/session-view.module.css"
import { PageHeader } from "../shell/page-header.tsx"
import { Differences } from "./differences.tsx"
import { FlowVersions } from "./flow-versions.tsx"
import classes from "./flow-view.module.css"
import { PublishedNow } from "./published-now.tsx"
import { StepCard } from "./step-card.tsx"

/** The words around the flow's own texts come with Holdfast, in these languages. */
const buttonLanguages = Object.values(widgetLanguages).join(", ")

/** Every step in order, with what has become of it since. */
export function FlowView({ version }: { version: FlowVersion }) {
  const { blueprint, published } = version
  const comparison = compareFlows(blueprint.content, published.content)
  const { primaryColor } = blueprint.content.branding
  const name = shorten(readableText(blueprint.name) ?? "A flow without a name", 200)
  return (
    <>
      <PageHeader title={`${name}, version ${blueprint.version}`} />
      <p className={classes.when}>
        Published <Moment at={blueprint.publishedAt} />. Read only: a published version never changes.
      </p>
      <PublishedNow version={version} comparison={comparison} />
      <div className={session.columns}>
        <div className={session.column}>
          <PageSection
            title="Steps"
            aside={<span>{countWords(blueprint.content.steps.length, "step")}</span>}
          >
            <ol className={classes.steps}>
              {withKeys(comparison.steps).map(({ item: compared, key }) => (
                <li key={key}>
                  <StepCard number={Number(key) + 1} {...compared} />
                </li>
              ))}
            </ol>
          </PageSection>
          {comparison.added.length > 0 && (
            <PageSection title={`New in version ${published.version}`}>
              <ol className={classes.steps}>
                {withKeys(comparison.added).map(({ item: step, key }) => (
                  <li key={key}>
                    <StepCard number={null} step={step} fate="added" differences={[]} />
                  </li>
                ))}
              </ol>
            </PageSection>
          )}
        </div>
        <div className={session.column}>
          <PageSection title="Look and settings">
            {primaryColor !== null && <Swatch color={primaryColor} />}
            <FactList
              facts={[
                ...settingLines(blueprint.content),
                { label: "Widget languages", text: buttonLanguages },
                { label: "ID", text: blueprint.id, isId: true },
              ]}
            />
            <Differences differences={comparison.settings} />
          </PageSection>
          <FlowVersions version={version} />
        </div>
      </div>
    </>
  )
}

/** The merchant's colour; nothing but a colour gets into the style. */
function Swatch({ color }: { color: string }) {
  if (!/^#[0-9a-f]{6}$/i.test(color)) return null
  return (
    <div className={classes.swatch} style={{ background: color }} role="img" aria-label={`Colour ${color}`} />
  )
}
