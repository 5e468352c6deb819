/** The page's own functions (wire contract 5.3). A page may pass anything, so each is checked before it is called. */

type Callback = (...args: never[]) => unknown

export const handlerNames = [
  "handleCancel",
  "handlePause",
  "handleDiscount",
  "handleTrialExtension",
  "handlePlanChange",
  "handleRebate",
  "handleSupportRequest",
  "handleCustomOffer",
  "handleRedirect",
] as const
export type HandlerName = (typeof handlerNames)[number]

export const listenerNames = [
  "onCancel",
  "onPause",
  "onDiscount",
  "onTrialExtension",
  "onPlanChange",
  "onRebate",
  "onGoToAccount",
  "onClose",
  "onStepChange",
  "onError",
] as const
export type ListenerName = (typeof listenerNames)[number]

/** They replace Holdfast's own action, and may return a promise of `{message}`. */
export type Handlers = { [Name in HandlerName]?: Callback }
/** They are told afterwards; what they return or throw changes nothing. */
export type Listeners = { [Name in ListenerName]?: Callback }

type AnyFunction = (...args: unknown[]) => unknown

/** Functions of the page by their names: of the flow, or of a wall. */
type Callbacks<Name extends string> = { [Each in Name]?: Callback }

export const hasCallback = <Name extends string>(options: Callbacks<Name>, name: Name): boolean =>
  typeof options[name] === "function"

export interface Handled {
  isDone: boolean
  /** For the customer. */
  message: string | null
}

/** The message for the customer, from an `Error` or a plain `{message}`. */
function messageIn(value: unknown): string | null {
  const message = (value as { message?: unknown } | null | undefined)?.message
  return typeof message === "string" && message.trim() ? message : null
}

/** The language's own errors are the page's bugs, or `fetch` without a network: nothing for a customer to read. */
const isBug = (error: unknown) =>
  /^(Type|Reference|Range|Syntax)Error$/.test((error as Error | null)?.name ?? "")

/**
 * Runs a handler. It may answer at once or by a promise, throw or reject: all of it is an answer. One that gives back
 * what `fetch` answered has failed where that is not `ok`.
 */
export async function runHandler<Name extends string>(
  options: Callbacks<Name>,
  name: Name,
  args: unknown[],
): Promise<Handled> {
  try {
    const answer = await (options[name] as AnyFunction)(...args)
    if ((answer as { ok?: unknown } | null)?.ok === false) throw answer
    return { isDone: true, message: messageIn(answer) }
  } catch (error) {
    console.warn(`Holdfast: ${name} failed; the customer can try again.`, error)
    const said = typeof error === "string" ? { message: error } : error
    return { isDone: false, message: isBug(error) ? null : messageIn(said) }
  }
}

/**
 * Says a fault on the console and to the page.
 * @param type what the fault is of, the second argument of `onError` (wire contract 5.3)
 */
export function complain(options: Listeners, sentence: string, type = "cancel_flow"): void {
  console.error(`Holdfast: ${sentence}`)
  tell(options, "onError", new Error(sentence), type)
}

const complained = new WeakSet<object>()

function blame(name: string, listener: object, error: unknown): void {
  if (complained.has(listener)) return
  complained.add(listener)
  console.error(`Holdfast: ${name} failed; the flow goes on.`, error)
}

/** Tells a listener. Its errors are said once on the console and change nothing. */
export function tell<Name extends string>(options: Callbacks<Name>, name: Name, ...args: unknown[]): void {
  if (!hasCallback(options, name)) return
  const listener = options[name] as AnyFunction
  try {
    Promise.resolve(listener(...args)).catch((error: unknown) => blame(name, listener, error))
  } catch (error) {
    blame(name, listener, error)
  }
}
