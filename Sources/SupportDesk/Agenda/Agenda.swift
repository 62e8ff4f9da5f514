// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// What an organisation has to do again and again, or before something that is announced: account
/// checks on the first of each month, a backup a day before an event, a weekly plan, a reminder three
/// days before a payment is due.
///
/// ```json
/// "agenda": [
///   { "id": "CM-65-check", "on": "1st of month", "at": "09:00", "purpose": "account check" },
///   { "id": "RP-04-plan", "on": "mon", "at": "09:00", "purpose": "weekly plan", "to": "manager" },
///   { "id": "NA-18-checks", "every": "30 days", "from": "2025-01-01", "at": "08:00",
///     "purpose": "maintenance check" },
///   { "id": "CM-65-backup", "before": "24 h", "event": "declaredEvent", "purpose": "backup" } ]
/// ```
///
/// Nothing is scheduled inside: ask for what fell due between two instants, and when the next thing
/// does. Intents keep their keys, so asking twice does nothing twice.
public struct Agenda: Hashable, Sendable {
  /// A duty.
  public struct Duty: Hashable, Sendable {
    /// When a duty falls due.
    public enum Schedule: Hashable, Sendable {
      /// On a day of each month; a month that lacks it: on its last.
      case monthly(day: Int, at: TimeOfDay)
      /// On a day of each week.
      case weekly(Weekday, at: TimeOfDay)
      /// Every so many days from a date on.
      case everyDays(Int, from: CivilDate, at: TimeOfDay)
      /// Before or after something that the host announces; negative: before.
      case around(event: String, milliseconds: Int64)
    }

    /// The name of the duty.
    public var id: RuleID
    /// When it falls due.
    public var schedule: Schedule
    /// What is to be done, in a word.
    public var purpose: String
    /// Who is reminded; `nil` where the host decides.
    public var to: GroupID?
    /// Over which channel; `nil` where the host decides.
    public var over: String?

    /// Creates a duty.
    public init(
      _ id: RuleID, _ schedule: Schedule, purpose: String, to: GroupID? = nil, over: String? = nil
    ) {
      self.id = id
      self.schedule = schedule
      self.purpose = purpose
      self.to = to
      self.over = over
    }
  }

  /// Something that was announced: an event of that name, and what it is about.
  public struct Announcement: Hashable, Sendable {
    /// The name of the event, such as `paymentDue`.
    public var event: String
    /// What it is about, such as an account or a tenant; part of the keys.
    public var subject: String
    /// When it takes place.
    public var at: Instant

    /// Creates an announcement.
    public init(_ event: String, of subject: String, at: Instant) {
      self.event = event
      self.subject = subject
      self.at = at
    }
  }

  /// The duties, in the order of the document.
  public let duties: [Duty]
  /// By whose clocks dates go.
  public let zone: ZoneRules

  /// Creates an agenda.
  public init(_ duties: [Duty], zone: ZoneRules) {
    self.duties = duties
    self.zone = zone
  }

  /// The reminders that fall due after one instant, up to and with another, in the order of time, then
  /// of the duties.
  ///
  /// - Complexity: O(duties × days of the span); spans above ten years are cut to the last ten.
  public func intents(
    after start: Instant, through end: Instant, announced: [Announcement] = []
  ) -> [Intent] {
    var found: [(at: Instant, intent: Intent)] = []
    for duty in duties {
      for (at, subject) in moments(of: duty, after: start, through: end, announced) {
        found.append((at, intent(duty, at, subject)))
      }
    }
    return found.enumerated()
      .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map(\.element.intent)
  }

  /// When the next duty falls due; `nil` where none does within the next ten years.
  public func nextDeadline(after instant: Instant, announced: [Announcement] = []) -> Instant? {
    for days: Int64 in [32, 400, 3_661] {
      let end = instant.adding(milliseconds: 86_400_000 * days)
      let next = duties.lazy.flatMap {
        moments(of: $0, after: instant, through: end, announced).map(\.at)
      }.min()
      if let next { return next }
    }
    return nil
  }

  private func intent(_ duty: Duty, _ at: Instant, _ subject: String?) -> Intent {
    var operands: [Explanation.Operand] = [
      .init("duty", .text(duty.id.rawValue)), .init("purpose", .text(duty.purpose)),
    ]
    if let subject { operands.append(.init("subject", .text(subject))) }
    if let to = duty.to { operands.append(.init("group", .text(to.rawValue))) }
    if let over = duty.over { operands.append(.init("channel", .text(over))) }
    let key = ["agenda", duty.id.rawValue] + (subject.map { [$0] } ?? []) + [at.description]
    return Intent(
      key: IdempotencyKey(of: key), action: .remind, notBefore: at, operands: operands)
  }

  private func moments(
    of duty: Duty, after start: Instant, through end: Instant, _ announced: [Announcement]
  ) -> [(at: Instant, subject: String?)] {
    switch duty.schedule {
    case .around(let event, let milliseconds):
      return announced.filter { $0.event == event }
        .map { ($0.at.adding(milliseconds: milliseconds), $0.subject) }
        .filter { $0.0 > start && $0.0 <= end }
    case .monthly(let day, let time):
      return dates(after: start, through: end) { date in
        let length = CivilDate.length(ofMonth: date.month, year: date.year)
        return date.day == min(day, length)
      }.compactMap { moment($0, time, start, end) }
    case .weekly(let weekday, let time):
      return dates(after: start, through: end) { $0.weekday == weekday }
        .compactMap { moment($0, time, start, end) }
    case .everyDays(let days, let from, let time):
      return dates(after: start, through: end) { date in
        date >= from && from.days(to: date) % max(days, 1) == 0
      }.compactMap { moment($0, time, start, end) }
    }
  }

  private func moment(
    _ date: CivilDate, _ time: TimeOfDay, _ start: Instant, _ end: Instant
  ) -> (at: Instant, subject: String?)? {
    let at = zone.instant(date: date, time: time)
    return at > start && at <= end ? (at, nil) : nil
  }

  private func dates(
    after start: Instant, through end: Instant, where holds: (CivilDate) -> Bool
  ) -> [CivilDate] {
    guard start < end else { return [] }
    let last = zone.wallTime(at: end).date
    let first = max(
      zone.wallTime(at: max(start, end.adding(milliseconds: -86_400_000 * 3_660))).date,
      last.adding(days: -3_660))
    var date = first
    var found: [CivilDate] = []
    while date <= last {
      if holds(date) { found.append(date) }
      if date == .max { break }
      date = date.adding(days: 1)
    }
    return found
  }
}
