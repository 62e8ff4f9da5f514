public import SupportCore
extension BusinessCalendar {
  public init?(reading node: DocumentNode, zone: String, _ problems: inout Problems) {
    var week: [Weekday: [DayInterval]] = [:]
    for d in Weekday.allCases.prefix(5) { week[d] = (try? DayInterval("09:00-17:00")).map { [$0] } ?? [] }
    guard let c = try? BusinessCalendar(zone: zone, weekly: week) else { return nil }
    self = c
  }
}
