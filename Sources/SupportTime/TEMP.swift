public import SupportCore
extension BusinessCalendar {
  public init?(reading node: DocumentNode, zone: String, _ problems: inout Problems) { return nil }
}
