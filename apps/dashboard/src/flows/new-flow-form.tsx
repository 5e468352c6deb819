import type { FlowSummary, NewFlow } from "@holdfast/protocol/dashboard"
import { Button, NativeSelect, TextInput } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { type FormEvent, useState } from "react"
import dialog from "../parts/dialog.module.css"
import { faultWords } from "../parts/fault-words.ts"
import { keepWorkspace } from "../shell/keep-workspace.ts"

interface NewFlowFormProps {
  /** Those that can be copied. */
  flows: readonly FlowSummary[]
  onMake: (flow: NewFlow) => Promise<FlowSummary>
  onClose: () => void
}

/** Asks what a segment is called and which flow its own begins as; its rules are said in the editor. */
export function NewFlowForm({ flows, onMake, onClose }: NewFlowFormProps) {
  const navigate = useNavigate()
  const [name, setName] = useState("")
  // the flows may still be on their way when somebody asks for a new one
  const [chosen, setChosen] = useState<string | null>(null)
  const copyOf = chosen ?? flows[0]?.id ?? ""
  const making = useMutation({
    async mutationFn() {
      const { id } = await onMake({ name: name.trim(), rules: [], copyOf })
      await navigate({ to: "/flows/$flowId", params: { flowId: id }, search: keepWorkspace })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!making.isPending && name.trim() !== "" && copyOf !== "") making.mutate()
  }
  return (
    <form onSubmit={submit} className={dialog.form}>
      <TextInput
        label="Name"
        description="Whom it is for, such as “Annual teams”."
        data-autofocus
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={making.isError && faultWords(making.error, "make the segment")}
      />
      <NativeSelect
        label="Its flow begins as a copy of"
        value={copyOf}
        data={flows.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      <p>It is off until you turn it on.</p>
      <div className={dialog.buttons}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={making.isPending} disabled={name.trim() === "" || copyOf === ""}>
          Create segment
        </Button>
      </div>
    </form>
  )
}
