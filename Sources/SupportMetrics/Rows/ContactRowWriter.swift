// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// Writes contacts straight into columns: the same rows as ``Contact/facts(in:observedUntil:checks:)``,
/// without a `Facts` for each.
///
/// ```swift
/// let writer = ContactRowWriter(in: shanghai, observedUntil: end)
/// var columns = MetricColumns(.contacts)
/// for call in calls { writer.append(call, to: &columns) }
/// tally.count(columns)
/// ```
public struct ContactRowWriter: Sendable {
  /// By whose clocks weekday and hour of the arrival are read.
  public let zone: ZoneRules
  /// When the data end: an open contact has waited until then.
  public let end: Instant?
  /// What contacts are held against.
  public let checks: ContactChecks

  private let places = FactPlaces<ContactFact>(MetricSubject.contacts.schema)
  private let outcomes = Contact.Outcome.allCases
  private let directions = Contact.Direction.allCases
  private let kinds = ContactFault.Kind.allCases

  /// Creates a writer.
  public init(
    in zone: ZoneRules, observedUntil end: Instant? = nil, checks: ContactChecks = ContactChecks()
  ) {
    self.zone = zone
    self.end = end
    self.checks = checks
  }

  /// Adds the row of a contact.
  ///
  /// - Parameters:
  ///   - contact: The contact.
  ///   - columns: Columns of ``MetricSubject/contacts``; those of another subject get the facts that
  ///     it declares, by name.
  /// - Returns: Whether nothing in it is impossible; otherwise ``Contact/faults(_:observedUntil:)`` tells
  ///   what is.
  /// - Complexity: O(log changes of the zone).
  @discardableResult
  public func append(_ contact: Contact, to columns: inout MetricColumns) -> Bool {
    guard columns.subject == .contacts else {
      columns.append(contact.facts(in: zone, observedUntil: end, checks: checks))
      return contact.faults(checks, observedUntil: end).isEmpty
    }
    let measures = ContactMeasures(contact, observedUntil: end, checks)
    func set(_ fact: ContactFact, _ number: Int64?) {
      if let number { columns.note(number, at: places[fact]) }
    }
    func set(_ fact: ContactFact, _ name: String?) {
      guard let name else { return }
      columns.note(columns.code(of: name, at: places[fact]), at: places[fact])
    }
    // The place of a name in a choice is that of its case.
    func set<Name: Equatable>(_ fact: ContactFact, _ name: Name?, among names: [Name]) {
      if let name, let place = names.firstIndex(of: name) { set(fact, Int64(place)) }
    }
    set(.outcome, measures.outcome, among: outcomes)
    set(.direction, contact.direction, among: directions)
    set(.channel, contact.channel)
    set(.type, contact.type)
    set(.priority, contact.priority)
    set(.queue, contact.queue)
    set(.agent, contact.agent?.rawValue)
    set(.customer, contact.customer?.rawValue)
    set(.arrivedAt, contact.arrivedAt.millisecondsSince1970)
    set(.queuedAt, contact.queuedAt?.millisecondsSince1970)
    set(.answeredAt, contact.answeredAt?.millisecondsSince1970)
    set(.endedAt, contact.endedAt?.millisecondsSince1970)
    set(.menu, measures.menu)
    set(.wait, measures.wait)
    set(.delay, measures.delay)
    set(.talk, measures.talk)
    set(.hold, measures.hold)
    set(.wrapUp, measures.wrapUp)
    set(.transfers, contact.transfers.map { Int64($0) })
    set(.isResolved, contact.isResolved.map { $0 ? 1 : 0 })
    let (date, time) = zone.wallTime(at: contact.arrivedAt)
    set(.weekday, Int64(date.weekday.rawValue - 1))
    set(.hour, time.millisecondsSinceMidnight / 3_600_000)
    set(.isSound, measures.fault == nil ? 1 : 0)
    set(.fault, measures.fault, among: kinds)
    columns.appendNoted()
    return measures.fault == nil
  }
}
