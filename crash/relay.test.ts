import { expect, test } from "vitest"
import { type ArrivedMail, faultsOfMail, type QueuedMail } from "./relay.ts"

const sent: QueuedMail = { recipient: "a@example.com", state: "sent" }
const came: ArrivedMail = { to: "a@example.com", messageId: "<1>" }

test.each<[string, QueuedMail[], ArrivedMail[], string[]]>([
  ["that came", [sent], [came], []],
  ["that came twice as the same", [sent], [came, came], []],
  [
    "that came twice as two",
    [sent],
    [came, { ...came, messageId: "<2>" }],
    ["The mail to a@example.com came under 2 ids."],
  ],
  ["that was lost", [sent], [], ["The mail to a@example.com was sent, and never arrived."]],
  ["that still waits", [{ ...sent, state: "queued" }], [], ["The mail to a@example.com is queued."]],
  ["that was given up", [{ ...sent, state: "failed" }], [], ["The mail to a@example.com is failed."]],
])("a mail %s", (_, mails, arrived, faults) => {
  expect(faultsOfMail(mails, arrived)).toEqual(faults)
})
