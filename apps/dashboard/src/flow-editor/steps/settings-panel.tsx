import type { BlueprintContent } from "@holdfast/protocol/flow"
import { useEditing } from "../editor-context.ts"
import { NumberField, PlainField } from "../fields/plain-field.tsx"
import classes from "./steps.module.css"

/** What holds for the whole flow: its look, the language of its texts, and how often it offers. */
export function SettingsPanel({ content }: { content: BlueprintContent }) {
  const { edit, isReadOnly } = useEditing()
  const { branding, language, discountCooldown, pauseCooldown } = content
  const set = (rest: Partial<BlueprintContent>, field: string) => edit((now) => ({ ...now, ...rest }), field)
  const brand = (rest: Partial<BlueprintContent["branding"]>, field: string) =>
    edit((now) => ({ ...now, branding: { ...now.branding, ...rest } }), field)
  const color = branding.primaryColor ?? ""
  return (
    <div className={classes.panel}>
      <div className={classes.color}>
        <PlainField
          guid={null}
          field="branding.primaryColor"
          label="Colour"
          placeholder="#0f766e"
          description="Empty is Holdfast's own. Contrast is seen to, whatever the colour."
          value={color}
          onChange={(text) =>
            brand({ primaryColor: text.trim() === "" ? null : text.trim() }, "branding.primaryColor")
          }
        />
        <input
          type="color"
          aria-label="Pick the colour"
          className={classes.swatch}
          disabled={isReadOnly}
          value={/^#[0-9a-f]{6}$/i.test(color) ? color : "#0f766e"}
          onChange={(event) => brand({ primaryColor: event.currentTarget.value }, "branding.primaryColor")}
        />
      </div>
      <PlainField
        guid={null}
        field="branding.brandImage"
        label="Picture above the flow"
        placeholder="https://"
        maxLength={2000}
        value={branding.brandImage ?? ""}
        onChange={(text) =>
          brand({ brandImage: text.trim() === "" ? null : text.trim() }, "branding.brandImage")
        }
      />
      <PlainField
        guid={null}
        field="language"
        label="Language of the texts"
        placeholder="en"
        description="As browsers write it, such as en or pt-BR."
        width={160}
        maxLength={35}
        value={language ?? ""}
        onChange={(text) =>
          edit(
            ({ language: _, ...now }) => (text.trim() === "" ? now : { ...now, language: text.trim() }),
            "language",
          )
        }
      />
      <NumberField
        guid={null}
        field="discountCooldown"
        label="Days without a second discount"
        description="Empty offers it every time."
        value={discountCooldown}
        onChange={(days) => set({ discountCooldown: days }, "discountCooldown")}
      />
      <NumberField
        guid={null}
        field="pauseCooldown"
        label="Days without a second pause"
        description="Empty offers it every time."
        value={pauseCooldown}
        onChange={(days) => set({ pauseCooldown: days }, "pauseCooldown")}
      />
    </div>
  )
}
