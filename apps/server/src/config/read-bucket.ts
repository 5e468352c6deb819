import type { BucketAddress } from "../storage/bucket-storage.ts"
import { ConfigError } from "./config-error.ts"

/**
 * The bucket that five variables describe; null where none is named.
 * @param value of a variable, trimmed; null where it is not set
 */
export function readBucket(value: (name: string) => string | null): BucketAddress | null {
  const others = ["ENDPOINT", "REGION", "ACCESS_KEY", "SECRET_KEY"].map((name) => `HOLDFAST_S3_${name}`)
  const bucket = value("HOLDFAST_S3_BUCKET")
  if (bucket === null) {
    const lonely = others.find((name) => value(name) !== null)
    if (lonely) throw new ConfigError(`${lonely} is set without HOLDFAST_S3_BUCKET, which names the bucket.`)
    return null
  }
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
    throw new ConfigError(
      `HOLDFAST_S3_BUCKET is "${bucket}"; it takes the name of a bucket, such as holdfast-files.`,
    )
  }
  const endpoint = value("HOLDFAST_S3_ENDPOINT")
  const url = endpoint === null ? null : URL.parse(endpoint)
  if (endpoint !== null && (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash)) {
    throw new ConfigError(
      `HOLDFAST_S3_ENDPOINT is "${endpoint}"; it takes the address of an S3-compatible server, such as https://s3.example.com.`,
    )
  }
  const [accessKeyId, secretAccessKey] = [value("HOLDFAST_S3_ACCESS_KEY"), value("HOLDFAST_S3_SECRET_KEY")]
  if ((accessKeyId === null) !== (secretAccessKey === null)) {
    throw new ConfigError("HOLDFAST_S3_ACCESS_KEY and HOLDFAST_S3_SECRET_KEY must be set both or neither.")
  }
  return {
    bucket,
    endpoint,
    region: value("HOLDFAST_S3_REGION") ?? "us-east-1",
    credentials: accessKeyId === null || secretAccessKey === null ? null : { accessKeyId, secretAccessKey },
  }
}
