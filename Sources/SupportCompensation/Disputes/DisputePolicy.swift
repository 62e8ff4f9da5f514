// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// How an organisation settles disputes: which evidence it needs, who decides in which order and
/// within which time, when a past dispute may be looked at again, who bears the cost, and what is
/// published.
///
/// ```swift
/// let policy = try DisputePolicy(
///   version: "2025", zone: shanghai, evidence: [.contract, .payment],
///   levels: [
///     DisputeLevel(.customerSide, within: .calendarDays(3), afterLimit: .passesOn, mayPassOn: true,
///                  appealWithin: .calendarDays(7)),
///     DisputeLevel(.legal, within: .calendarDays(10), afterLimit: .staysOverdue, mayPassOn: false),
///   ],
///   review: .init(days: 1...15, mostTimes: 2), costs: .loserPays,
///   publication: .init(after: .calendarDays(30), masks: [.sums]))
/// ```
///
/// A policy is compiled when it is made; copying it is cheap.
public struct DisputePolicy: Hashable, Sendable {
  /// The version; a round of a dispute goes by one to its end.
  public let version: PolicyVersion
  /// By whose clocks days and months go.
  public let zone: ZoneRules
  /// The calendars that spans of time name.
  public let calendars: [String: BusinessCalendar]
  /// The evidence that has to be there before anything is checked, each kind once.
  public let evidence: [Dispute.EvidenceKind]
  /// The levels in the order in which they decide, 1 ... 20; the last one is final.
  public let levels: [DisputeLevel]
  /// When past disputes may be looked at again; `nil` where they may not.
  public let review: ReviewWindow?
  /// Who bears the cost.
  public let costs: CostRule
  /// What is published, and when.
  public let publication: Publication

  private let clocks: [String: BusinessClock]
  private let wallClock: BusinessClock

  static let mostLevels = 20

  /// Creates a policy.
  ///
  /// - Throws: `DocumentError` with a problem for each mistake: no level or too many, a level or a
  ///   member twice, spans below zero or without the calendar that they need, a last level that
  ///   passes on or can be appealed against, another level that cannot, days outside 1 ... 31, a
  ///   share outside 0 ... 1.
  public init(
    version: PolicyVersion, zone: ZoneRules, calendars: [String: BusinessCalendar] = [:],
    evidence: [Dispute.EvidenceKind], levels: [DisputeLevel], review: ReviewWindow?,
    costs: CostRule, publication: Publication
  ) throws(DocumentError) {
    var problems = Problems()
    var clocks: [String: BusinessClock] = [:]
    for (name, calendar) in calendars.sorted(by: { $0.key < $1.key }) {
      do throws(UnknownZone) {
        clocks[name] = try calendar.compiled()
      } catch {
        problems.report("\(error)", path: "calendars.\(name).zone")
      }
    }
    self.version = version
    self.zone = zone
    self.calendars = calendars
    self.evidence = evidence
    self.levels = levels
    self.review = review
    self.costs = costs
    self.publication = publication
    self.clocks = clocks
    wallClock = .aroundTheClock(zone: zone)
    check(&problems)
    try problems.throwIfAny()
  }

  /// The level of that name.
  public func level(_ id: DisputeLevel.ID) -> DisputeLevel? { levels.first { $0.id == id } }

  func place(of id: DisputeLevel.ID) -> Int? { levels.firstIndex { $0.id == id } }

  /// When a span that starts at an instant ends.
  ///
  /// - Throws: ``Dispute/Rejection`` where the calendar has no opening left.
  func due(
    after span: ServiceDuration, _ calendar: String?, from start: Instant
  ) throws(Dispute.Rejection) -> Instant {
    let clock = calendar.flatMap { clocks[$0] } ?? wallClock
    guard let due = clock.due(after: span, from: start) else {
      throw .noOpening(calendar: calendar ?? zone.identifier, after: start)
    }
    return max(due, start)
  }

  /// The levels from one on, each from when the one before it runs out, up to one that does not run
  /// out by itself.
  func terms(from place: Int, at start: Instant) throws(Dispute.Rejection) -> [Dispute.Term] {
    var terms: [Dispute.Term] = []
    var from = start
    for (position, level) in levels.enumerated().dropFirst(place) {
      let dueAt = try due(after: level.within, level.calendar, from: from)
      var remindAt: Instant?
      if let span = level.remindAfter {
        let at = try due(after: span, level.calendar, from: from)
        if at < dueAt { remindAt = at }
      }
      terms.append(
        Dispute.Term(
          level: level.id, startsAt: from, dueAt: dueAt, remindAt: remindAt,
          isLast: position == levels.count - 1))
      if level.afterLimit == .staysOverdue { break }
      from = dueAt
    }
    return terms
  }
}
