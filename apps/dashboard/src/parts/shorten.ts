export { shorten } from "@holdfast/protocol"
