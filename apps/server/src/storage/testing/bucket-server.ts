import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3"
import { startFauxqs } from "fauxqs"
import type { BucketAddress } from "../bucket-storage.ts"

export interface BucketServer {
  address: BucketAddress
  close(): Promise<void>
}

/**
 * An S3-compatible server with an empty bucket. The server knows no list of unfinished uploads; what stands before it
 * answers that from the uploads that it has seen begin and end, as the protocol has it.
 */
export async function startBucketServer(): Promise<BucketServer> {
  const behind = await startFauxqs({ port: 0, logger: false })
  const uploads = new Map<string, string>()
  const front = createServer((asked, answer) => {
    const { pathname, searchParams } = new URL(asked.url ?? "", "http://localhost")
    if (asked.method === "GET" && searchParams.has("uploads")) {
      answer.setHeader("content-type", "application/xml")
      answer.end(listOf(uploads, searchParams.get("prefix") ?? ""))
      return
    }
    const uploadId = searchParams.get("uploadId")
    pass(asked, answer, behind.port, (body) => {
      const begun = /<UploadId>([^<]+)<\/UploadId>/.exec(body)?.[1]
      if (begun) uploads.set(begun, decodeURIComponent(pathname.split("/").slice(2).join("/")))
      else if (uploadId && asked.method !== "PUT") uploads.delete(uploadId)
    })
  })
  await new Promise<void>((done) => front.listen(0, "127.0.0.1", done))
  const { port } = front.address() as AddressInfo
  const address: BucketAddress = {
    bucket: "holdfast-files",
    region: "us-east-1",
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  }
  const client = new S3Client({
    endpoint: `http://127.0.0.1:${port}`,
    region: address.region,
    forcePathStyle: true,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  })
  await client.send(new CreateBucketCommand({ Bucket: address.bucket }))
  client.destroy()
  return {
    address,
    async close() {
      front.closeAllConnections()
      await new Promise((done) => front.close(done))
      await behind.stop()
    },
  }
}

const listOf = (uploads: ReadonlyMap<string, string>, prefix: string) => {
  const some = [...uploads].filter(([, key]) => key.startsWith(prefix))
  const items = some.map(
    ([id, key]) =>
      `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>2026-11-01T00:00:00.000Z</Initiated></Upload>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?><ListMultipartUploadsResult><IsTruncated>false</IsTruncated>${items.join("")}</ListMultipartUploadsResult>`
}

/** Hands a request on as it is. @param onEnd is told what was answered, where that is a text */
function pass(
  asked: IncomingMessage,
  answer: ServerResponse,
  port: number,
  onEnd: (body: string) => void,
): void {
  const onward = request(
    { port, host: "127.0.0.1", method: asked.method, path: asked.url, headers: asked.headers },
    (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers)
      const isText = /xml/.test(got.headers["content-type"] ?? "") || got.statusCode === 204
      const pieces: Buffer[] = []
      got.on("data", (piece: Buffer) => {
        if (isText) pieces.push(piece)
        answer.write(piece)
      })
      got.on("end", () => {
        if (isText) onEnd(Buffer.concat(pieces).toString())
        answer.end()
      })
    },
  )
  onward.on("error", () => answer.destroy())
  asked.on("error", () => onward.destroy())
  asked.pipe(onward)
}
