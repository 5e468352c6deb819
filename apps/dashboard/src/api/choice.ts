export {
  type Choice,
  type Choices,
  type FilterDimension,
  filterDimensions,
} from "@holdfast/protocol/dashboard"
