import type { NodemailerError } from "nodemailer"

/** Why a mail was not taken. */
export interface SendFailure {
  /** A sentence for owners and admins, without addresses of people and without our password. */
  reason: string
  /** The next try would end the same way. */
  isFinal: boolean
  /** It is the server's trouble, not this mail's: other mails would fare no better. */
  isServers: boolean
}

const mostCharacters = 300

/**
 * What an error of the mail library means.
 * @param secrets what must not be repeated, though the server did
 */
export function sendFailure(error: unknown, secrets: readonly string[]): SendFailure {
  const failure = error as NodemailerError
  const { code, command, permanent } = failure
  const isMails = command === "RCPT TO" || command === "DATA" || (command === "API" && code === "EENVELOPE")
  const said = saidBy(failure, secrets)
  return {
    reason: said ? `${wordsFor(failure)}: ${said}` : `${wordsFor(failure)}.`,
    // what the library itself refuses, it refuses again
    isFinal: isMails && (permanent ?? command === "API"),
    isServers: !isMails,
  }
}

function wordsFor({ code, command, message }: NodemailerError): string {
  if (command === "RCPT TO" || command === "API")
    return "The mail server does not take mail for this recipient"
  if (command === "DATA") return "The mail server did not take this mail"
  if (code === "EAUTH") return "The mail server refused the user or the password of SMTP_URL"
  if (code === "ETLS" || /certificate|\btls\b|\bssl\b/i.test(message)) {
    return "No encrypted connection to the mail server could be made"
  }
  return "The mail server could not be reached or did not answer as it should"
}

/** The server's own answer, or what the connection died of, in one line that can be shown. */
function saidBy({ response, message }: NodemailerError, secrets: readonly string[]): string {
  let said = response ?? message
  for (const secret of secrets) if (secret) said = said.replaceAll(secret, "…")
  const line = said
    .replace(/<?[^\s<>@:]+@[^\s<>@]+>?/g, "(address)")
    .replace(/[\p{C}\s]+/gu, " ")
    .trim()
  return line.length > mostCharacters ? `${line.slice(0, mostCharacters).toWellFormed()}…` : line
}
