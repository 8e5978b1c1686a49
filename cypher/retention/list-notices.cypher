// Kept notices about facts, by reader.
// @mode read
// @param about List<String>
// @param visible List<String>
// @column subject String
// @column marking String
// @column firstAt DateTime
// @column lastAt DateTime
// @column times Integer
// @column operations List<String>
// @column exported Boolean
// @column sentAt DateTime?
// @column sentBy String?
// @column note String?
// @plan range index on CorrectionNotice.about
MATCH (n:CorrectionNotice) WHERE n.about IN $about AND n.marking IN $visible
RETURN n.subject AS subject, n.marking AS marking, n.firstAt AS firstAt, n.lastAt AS lastAt, n.times AS times,
       n.operations AS operations, n.exported AS exported, n.sentAt AS sentAt, n.sentBy AS sentBy, n.note AS note
ORDER BY subject, marking
