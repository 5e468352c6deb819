import { Readable } from "node:stream"
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  NotFound,
  paginateListObjectsV2,
  S3Client,
} from "@aws-sdk/client-s3"
import { Upload } from "@aws-sdk/lib-storage"
import { assertKey, hearOfFailure, type Storage } from "./storage.ts"

/** An S3-compatible bucket. */
export interface BucketAddress {
  bucket: string
  region: string
  /** null is Amazon's own for the region. */
  endpoint: string | null
  /** null takes what the environment, the profile or the machine gives, as Amazon's client looks for it. */
  credentials: { accessKeyId: string; secretAccessKey: string } | null
}

/** Two of these are in memory at once. */
const partBytes = 8 * 1024 * 1024

/** Longest that it may take to reach the bucket. */
const connectMs = 10_000
/**
 * Longest until the bucket begins to answer, with the time that a part takes to go there. It is asked three times, so whatever a bucket
 * does, a writer knows within five minutes. What it answers with may take as long as whoever downloads it.
 */
const answerMs = 100_000

/**
 * Files in a bucket, uploaded in parts: the bucket shows a file when its last part is there. A bucket that does not answer is an error
 * like any other.
 */
export function bucketStorage(
  { bucket, region, endpoint, credentials }: BucketAddress,
  { requestTimeout = answerMs } = {},
): Storage {
  const client = new S3Client({
    region,
    requestHandler: { connectionTimeout: connectMs, requestTimeout, throwOnRequestTimeout: true },
    // servers other than Amazon's seldom have a host name for each bucket
    ...(endpoint !== null && { endpoint, forcePathStyle: true }),
    ...(credentials && { credentials }),
    // newer checksums than MD5 and SHA-256 are unknown to some servers
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  })
  const at = (key: string) => {
    assertKey(key)
    return { Bucket: bucket, Key: key }
  }

  return {
    async put(key, content, signal) {
      hearOfFailure(content)
      const params = { ...at(key), Body: content }
      const upload = new Upload({
        client,
        params,
        partSize: partBytes,
        queueSize: 2,
        leavePartsOnError: false,
      })
      // `upload.abort()` would answer before the parts are gone; of a source that broke it takes them away first
      const abort = () => content.destroy(new Error("The upload was stopped"))
      signal?.addEventListener("abort", abort)
      try {
        signal?.throwIfAborted()
        await upload.done()
      } catch (error) {
        content.destroy()
        throw error
      } finally {
        signal?.removeEventListener("abort", abort)
      }
    },
    async read(key, range) {
      const Range = range && `bytes=${range.first}-${range.last}`
      const { Body } = await client.send(new GetObjectCommand({ ...at(key), Range }))
      if (Body instanceof Readable) return Body
      throw new Error("The bucket answered without a body")
    },
    async stat(key) {
      try {
        const { ContentLength } = await client.send(new HeadObjectCommand(at(key)))
        return { bytes: ContentLength ?? 0 }
      } catch (error) {
        if (error instanceof NotFound) return null
        throw error
      }
    },
    async remove(key) {
      await client.send(new DeleteObjectCommand(at(key)))
    },
    async list(prefix) {
      const keys: string[] = []
      for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })) {
        for (const { Key } of page.Contents ?? []) if (Key !== undefined) keys.push(Key)
      }
      return keys
    },
    async listUnfinished(prefix) {
      const question = new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix })
      const { Uploads = [] } = await client.send(question)
      return Uploads.flatMap(({ Key, UploadId }) => {
        if (Key === undefined || !Key.startsWith(prefix)) return []
        const remove = async () => {
          await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }))
        }
        return [{ key: Key, remove }]
      })
    },
    close: () => client.destroy(),
  }
}
