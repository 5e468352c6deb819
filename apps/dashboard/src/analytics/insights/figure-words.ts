export {
  fewWords,
  intervalPhrase as interval,
  isFew,
  type Moved,
  monthlyMoney as money,
  movedCount,
  movedRate,
  percent,
  sessionsPhrase as sessions,
} from "@holdfast/protocol/dashboard"
