// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// How time ran from a start to a deadline: what counted, what did not, and why.
///
/// Ask for it to show a customer or an auditor where a deadline comes from;
/// ``BusinessClock/due(after:from:)`` gives the deadline alone.
///
/// ```swift
/// let trace = clock.trace(after: .businessHours(8), from: opened)
/// trace?.due
/// trace?.explanation.text(in: .simplifiedChinese)
/// ```
public struct DeadlineTrace: Hashable, Sendable {
  /// A stretch that counted in full or not at all.
  public struct Segment: Hashable, Sendable {
    /// The first instant.
    public let start: Instant

    /// The end, not included.
    public let end: Instant

    /// Why the stretch did not count; `nil` where it did.
    public let skipped: ClosedReason?

    /// The milliseconds that the stretch counted.
    public var counted: Int64 { skipped == nil ? start.milliseconds(to: end) : 0 }
  }

  /// The stretches in order, without gaps from the start to the deadline.
  public let segments: [Segment]

  /// The instant from which the deadline was counted.
  public let start: Instant

  /// The deadline.
  public let due: Instant

  /// The span of time that led from the start to the deadline.
  public let span: ServiceDuration

  /// The zone of the clock that was asked, in which instants are told.
  public let zone: ZoneRules

  /// The milliseconds that counted, in all.
  public var counted: Int64 { segments.reduce(0) { $0 + $1.counted } }
}

extension BusinessClock {
  /// Returns how business time runs from a start until that much of it has passed.
  ///
  /// Closed stretches are cut where the reason changes: at the midnights of holidays.
  ///
  /// - Parameters:
  ///   - start: The instant from which to count.
  ///   - amount: Business milliseconds, not negative.
  ///   - landing: Where a sum that ends exactly at a closing goes.
  /// - Returns: `nil` where the openings that remain are too short, and for a negative amount.
  /// - Complexity: O(*n*) in the openings and listed dates between start and deadline; in all dates
  ///   between them where the calendar has breaks, rules by the month or bounds, or is combined.
  public func trace(
    from start: Instant, addingMilliseconds amount: Int64, landing: Landing = .closing
  ) -> DeadlineTrace? {
    guard amount >= 0, let due = add(milliseconds: amount, to: start, landing: landing) else {
      return nil
    }
    return DeadlineTrace(
      segments: segments(from: start, to: due), start: start, due: due,
      span: .business(milliseconds: amount), zone: zone)
  }

  /// Returns how business time runs from a start until that much of it has passed, to the
  /// millisecond below; `nil` as for milliseconds.
  public func trace(
    from start: Instant, adding duration: Duration, landing: Landing = .closing
  ) -> DeadlineTrace? {
    trace(from: start, addingMilliseconds: duration.wholeMilliseconds, landing: landing)
  }

  /// Returns how time runs from a start until a span of time ends.
  ///
  /// Business hours and working days count while it is open: of working days the trace shows the
  /// business time until the deadline. Elapsed time, dates and months count in one stretch, open or
  /// not.
  ///
  /// - Returns: `nil` where too few openings or business dates remain, and for spans that go back.
  /// - Complexity: O(*n*) in the openings and listed dates between start and deadline.
  public func trace(after span: ServiceDuration, from start: Instant) -> DeadlineTrace? {
    guard let due = due(after: span, from: start), due >= start else { return nil }
    let segments =
      switch span {
      case .business, .workingDays: segments(from: start, to: due)
      case .elapsed, .calendarDays, .months:
        start < due ? [DeadlineTrace.Segment(start: start, end: due, skipped: nil)] : []
      }
    return DeadlineTrace(segments: segments, start: start, due: due, span: span, zone: zone)
  }

  /// The stretches between two instants.
  private func segments(from start: Instant, to due: Instant) -> [DeadlineTrace.Segment] {
    var segments: [DeadlineTrace.Segment] = []
    var cursor = start
    while cursor < due {
      if isOpen(at: cursor) {
        let end = min(nextClosing(after: cursor) ?? due, due)
        segments.append(.init(start: cursor, end: end, skipped: nil))
        cursor = end
      } else {
        let end = min(nextOpening(atOrAfter: cursor) ?? due, due)
        appendSkipped(from: cursor, to: end, to: &segments)
        cursor = end
      }
    }
    return segments
  }

  private func appendSkipped(
    from start: Instant, to end: Instant, to segments: inout [DeadlineTrace.Segment]
  ) {
    let plan = compiled.plan
    var begin = start
    var reason = reasonClosed(at: start)
    var day = zone.date(at: start).daysSince1970 - 1
    while true {
      for edge in plan.edges(on: day) where edge > begin && edge < end {
        let other = reasonClosed(at: edge)
        guard other != reason else { continue }
        segments.append(.init(start: begin, end: edge, skipped: reason))
        (begin, reason) = (edge, other)
      }
      guard let next = plan.nextDayWithReason(after: day),
        zone.instant(date: CivilDate(daysSince1970: next - 1), time: .midnight) < end
      else { break }
      day = next
    }
    segments.append(.init(start: begin, end: end, skipped: reason))
  }
}

extension HoursPlan {
  /// The instants on a day at which the reason for being closed may change, in order: midnights,
  /// and the ends of hours and breaks.
  fileprivate func edges(on day: Int) -> [Instant] {
    var edges: Set<Int64> = []
    for leaf in leaves {
      let midnight = Int64(day) * DailyHours.day
      edges.insert(leaf.zone.milliseconds(local: midnight))
      guard !isSingle || !leaf.rules.parts.breaks.isEmpty else { continue }
      let hours = leaf.rules.plainHours(on: CivilDate(daysSince1970: day)).hours
      for interval in leaf.rules.parts.breaks.map(\.interval) + hours {
        for shift in [midnight, midnight + DailyHours.day] {
          let start = shift + interval.start.millisecondsSinceMidnight
          edges.insert(leaf.zone.milliseconds(local: start))
          edges.insert(leaf.zone.milliseconds(local: shift + interval.endMilliseconds))
        }
      }
    }
    return edges.sorted().map { Instant(millisecondsSince1970: $0) }
  }

  /// The next day at which the reason may change: the next one, or without rules by date and breaks
  /// a listed day or the one after it.
  fileprivate func nextDayWithReason(after day: Int) -> Int? {
    guard day < BusinessCalendar.allDays.upperBound else { return nil }
    guard !changesByDate else { return day + 1 }
    let listed = leaves[0].rules.listedDays
    let index = listed.partitioningIndex { $0 >= day }
    guard index < listed.count else { return nil }
    return listed[index] == day ? day + 1 : listed[index]
  }
}
