// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportSLA
public import SupportTickets

/// A ticket's life in one line that a support lead can read, and what should come of it.
///
/// ```swift
/// let line = try TicketTimeline(
///   "Mon 09:00 open urgent | 10:00 pending | 14:00 customer => resolution due Tue 13:00")
/// line.differences(under: policy)            // [] when every expectation holds
/// ```
///
/// Entries are separated by `|`. Each begins with a time; a day (`Mon` … `Sun`) moves forward to
/// the next such day, a time without a day stays on the day and may not go back; a date such as
/// `2025-06-09` may stand for the day. Wall times are read by the zone's clocks: one that is
/// skipped moves forward by the gap, of a repeated one the first counts.
///
/// | entry | meaning |
/// | --- | --- |
/// | `open`, `open urgent` | the customer opens the ticket, without or with a priority |
/// | `customer` | the customer writes |
/// | `reply`, `reply li`, `holding`, `automatic`, `note` | an agent or a program writes |
/// | `pending`, `wait vendor evidence` | work waits for the customer, for these reasons |
/// | `resume`, `resume vendor` | work no longer waits, for these reasons |
/// | `assign li`, `group desk`, `unassign` | who works on it |
/// | `priority high`, `kind complaint` | how urgent it is, what it is |
/// | `solve`, `reopen`, `close` | the end and the taking up again |
/// | `stage complaint/assessed`, `class A` | it reached a stage; the class of a complaint |
/// | `escalate`, `file voucher`, `field account acme` | raised, a document, a field of the desk's own |
/// | `archive`, `merge T-9` | put away; it becomes a part of another ticket |
/// | `extend resolution 2 h`, `exclude 90 min` | somebody gives more time, or excludes time from now on |
/// | `waive resolution`, `acknowledge resolution` | somebody sets breaches so far aside, or takes care |
/// | `look` | nothing happens; the expectations are asked for this instant |
///
/// Entries are commands and go through `Ticket.decide`, so a customer's message ends the wait for
/// the customer as it does in earnest. Behind each `=>` stands an ``Expectation``.
public struct TicketTimeline: Hashable, Sendable {
  /// The events that the entries cause, in order.
  public let events: [Ticket.Event]
  /// The ticket as the events made it.
  public let ticket: Ticket
  /// What people decided about the clocks, in order.
  public let adjustments: [SLAAdjustment]
  /// How many events stand before each of ``adjustments``.
  let places: [Int]
  /// What should come of it, in order.
  public let expectations: [Expectation]
  /// The instant of the last entry, at which expectations are asked.
  public let end: Instant

  /// What a line expects of one metric, asked at the instant of the last entry.
  ///
  /// `resolution due Tue 11:00` · `firstReply met` · `resolution missed Tue 10:00` ·
  /// `resolution paused` · `ownership running` · `ownership suspended` ·
  /// `resolution cancelled` · `ownership none` · `resolution waived` · `resolution used 3 h` ·
  /// `resolution stood 90 min` (in pauses) · `resolution left 5 h` · `resolution at 50%` ·
  /// `nextReply cycle 2` · `nextReply breaches 1`. Any metric may be named, also stages such as
  /// `complaint/assessed` and those that a desk defines; one that the policy does not measure is a
  /// difference, unless `none` is expected. The time behind `missed` is that of the breach, behind `met` that of the
  /// fulfilment; both may be left out. A day's name is the first such day from the first entry on.
  public struct Expectation: Hashable, Sendable {
    /// What is expected of a metric.
    enum Outcome: String, CaseIterable {
      case due, met, missed, running, paused, fulfilled, suspended, cancelled, none, waived
      case mergedAway, used, stood, left, at, cycle, breaches

      /// Whether a number stands behind it.
      var hasAmount: Bool {
        switch self {
        case .used, .stood, .left, .at, .cycle, .breaches: true
        default: false
        }
      }

      /// Whether a time may stand behind it.
      var mayHaveTime: Bool { self == .due || self == .met || self == .missed }
    }

    /// The words, as they were written.
    public let text: String
    let metric: String
    let outcome: Outcome
    /// The instant that the words name.
    var instant: Instant?
    /// The number that the words name: milliseconds, percent or a count.
    var amount: Int64?
  }

  /// Reads a line.
  ///
  /// - Parameters:
  ///   - text: The line.
  ///   - zone: The zone by whose clocks its times are read.
  ///   - monday: The Monday on or after which the first entry lies.
  ///   - id: The name of the ticket.
  /// - Throws: ``TimelineError`` naming the first entry that cannot be read or is refused.
  public init(
    _ text: String, zone: String = "UTC", from monday: CivilDate = .fixtureMonday,
    id: Ticket.ID = "T-1"
  ) throws(TimelineError) {
    var reader = try TimelineReader(zone: zone, from: monday, ticket: Ticket(id))
    let parts = text.split(separator: "=>", omittingEmptySubsequences: false)
    for entry in TimelineReader.entries(parts.first ?? "") { try reader.read(entry) }
    guard let end = reader.last else { throw .empty }
    var expectations: [Expectation] = []
    for entry in parts.dropFirst().flatMap(TimelineReader.entries) {
      expectations.append(try reader.expectation(entry))
    }
    self.end = end
    self.expectations = expectations
    adjustments = reader.adjustments
    places = reader.places
    events = reader.events
    ticket = reader.ticket
  }
}

extension CivilDate {
  /// The Monday with which fixtures begin, 2025-06-02.
  public static let fixtureMonday = Self(daysSince1970: 20_241)
}
