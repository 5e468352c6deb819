import type { MailText, OutboxMail, OutboxPage } from "@holdfast/protocol/dashboard"
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"
import { workspacePath } from "./workspace-path.ts"

/** How often the outbox is looked at again while something in it is on its way. */
const movingMs = 10_000

const pathOf = (appId: string) => `${workspacePath(appId)}/mail`

/** The outbox, newest first, a page more for each Load More. */
export const outboxQuery = (appId: string) =>
  infiniteQueryOptions({
    queryKey: ["mail", appId],
    queryFn: ({ signal, pageParam }) =>
      request<OutboxPage>(`${pathOf(appId)}${pageParam === null ? "" : `?before=${pageParam}`}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ isConfigured, mails }) => isConfigured && mails.some(isWaiting))
        ? movingMs
        : false,
  })

const isWaiting = ({ state }: OutboxMail) => state === "queued"

/** What a mail says. Each reading is written down, so it is read once, when somebody asks for it. */
export const mailTextQuery = (appId: string, mailId: string) =>
  queryOptions({
    queryKey: ["mail-text", appId, mailId],
    queryFn: ({ signal }) => request<MailText>(`${pathOf(appId)}/${encodeURIComponent(mailId)}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })

/** Has it sent again now. */
export const retryMail = (appId: string, mailId: string) =>
  request<OutboxMail>(`${pathOf(appId)}/${encodeURIComponent(mailId)}/retry`, { method: "POST" })
