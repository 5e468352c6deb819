import { type ParsedMail, simpleParser } from "mailparser"
import { SMTPServer, type SMTPServerOptions } from "smtp-server"

export interface ReceivedMail {
  /** Whom the sender named to the server, whatever the headers say. */
  envelope: { from: string; to: string[] }
  mail: ParsedMail
}

export interface TestMailServer {
  /** As `SMTP_URL` takes it; stays the same when it is stopped and started again. */
  url: string
  /** What it took, oldest first. */
  received: ReceivedMail[]
  /** Nobody answers at its address until it is started again. */
  stop(): Promise<void>
  start(): Promise<void>
}

/** A refusal by the server: an SMTP code and what it says. */
export const smtpRefusal = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode })

/**
 * A real mail server on this machine, which keeps what it takes. Close it in `afterAll`.
 * @param options handlers of `smtp-server`, for tests of its refusals
 */
export async function testMailServer(options: SMTPServerOptions = {}): Promise<TestMailServer> {
  const received: ReceivedMail[] = []
  let port = 0
  let server: SMTPServer | null = null
  const start = async () => {
    const starting = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      closeTimeout: 100,
      onData(stream, { envelope: { mailFrom, rcptTo } }, done) {
        void simpleParser(stream).then((mail) => {
          const from = mailFrom ? mailFrom.address : ""
          received.push({ envelope: { from, to: rcptTo.map(({ address }) => address) }, mail })
          done()
        }, done)
      },
      ...options,
    })
    starting.on("error", () => {})
    await new Promise<void>((listening) => starting.listen(port, "127.0.0.1", listening))
    const address = starting.server.address()
    if (address === null || typeof address === "string") throw new Error("it does not listen on a port")
    port = address.port
    server = starting
  }
  const stop = async () => {
    const stopping = server
    server = null
    if (stopping) await new Promise<void>((closed) => stopping.close(closed))
  }
  await start()
  return { url: `smtp://127.0.0.1:${port}`, received, start, stop }
}
