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
  tenths,
} from "@holdfast/protocol/dashboard"
