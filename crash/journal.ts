import { appendFileSync } from "node:fs"
import type { SessionFacts } from "@holdfast/protocol"

/** One report as it was sent. */
export interface Report {
  run: string
  customerId: string
  revision: number
  facts: SessionFacts
}

/** What was sent, and what the server acknowledged, in a file that outlives the campaign. */
export class Journal {
  readonly file: string
  readonly sent: Report[] = []
  readonly acknowledged: Report[] = []
  /** What should never be seen, whatever happens to the product. */
  readonly faults: string[] = []
  /** When the last report was acknowledged, and when it had been sent, on this process's clock. */
  last = { sentAt: 0, at: 0 }

  constructor(file: string) {
    this.file = file
  }

  send(report: Report): void {
    this.sent.push(report)
  }

  acknowledge(report: Report, sentAt: number): void {
    this.acknowledged.push(report)
    this.last = { sentAt, at: performance.now() }
    this.note({ acknowledged: report })
  }

  fault(sentence: string): void {
    this.faults.push(sentence)
    this.note({ fault: sentence })
  }

  note(entry: object): void {
    appendFileSync(this.file, `${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`)
  }
}
