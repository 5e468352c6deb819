import type { ApiErrorBody } from "@holdfast/protocol/dashboard"

export interface Answer {
  status: number
  body: unknown
}

export const answer = <Body>(body: Body): Answer => ({ status: 200, body })

export const refusal = (status: number, code: string, message: string, id?: string): Answer => ({
  status,
  body: { error: { code, message, ...(id !== undefined && { id }) } } satisfies ApiErrorBody,
})

export const broken = refusal(500, "internal", "Something broke", "req-7f3a91")
