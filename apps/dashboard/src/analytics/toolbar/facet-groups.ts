export {
  addressGroups,
  type FacetGroup,
  facetGroup,
  facetGroups,
  isValueOf,
  namedValues,
} from "@holdfast/protocol/dashboard"
