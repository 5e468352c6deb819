export { choiceKeys, readChoices, writeChoices } from "@holdfast/protocol/dashboard"
