export { readableText } from "@holdfast/protocol"
