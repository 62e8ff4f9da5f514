// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// How business time ran from a start to a deadline: what counted, what did not, and why.
///
/// Ask for it to show a customer or an auditor where a deadline comes from;
/// ``BusinessClock/add(milliseconds:to:landing:)`` gives the deadline alone.
public struct DeadlineTrace: Hashable, Sendable {
  /// A stretch that counted in full or not at all.
  public struct Segment: Hashable, Sendable {
    /// The first instant.
    public let start: Instant

    /// The end, not included.
    public let end: Instant

    /// Why the stretch did not count; `nil` where it did.
    public let skipped: ClosedReason?

    /// The business milliseconds that the stretch counted.
    public var counted: Int64 { skipped == nil ? start.milliseconds(to: end) : 0 }
  }

  /// The stretches in order, without gaps from the start to the deadline.
  public let segments: [Segment]

  /// The instant from which the deadline was counted.
  public let start: Instant

  /// The deadline.
  public let due: Instant

  /// The business milliseconds that were added.
  public var counted: Int64 { segments.reduce(0) { $0 + $1.counted } }
}

extension BusinessClock {
  /// Returns how business time runs from a start until that much of it has passed.
  ///
  /// Closed stretches are cut where the reason changes: at the midnights of holidays.
  ///
  /// - Parameters:
  ///   - start: The instant from which to count.
  ///   - amount: Business milliseconds; negative amounts count as zero.
  ///   - landing: Where a sum that ends exactly at a closing goes.
  /// - Returns: `nil` where the openings that remain are too short.
  /// - Complexity: O(*n*) in the openings and listed dates between start and deadline.
  public func trace(
    from start: Instant, adding amount: Int64, landing: Landing = .closing
  ) -> DeadlineTrace? {
    guard let due = add(milliseconds: Swift.max(amount, 0), to: start, landing: landing) else {
      return nil
    }
    var segments: [DeadlineTrace.Segment] = []
    var cursor = start
    while cursor < due {
      if isOpen(at: cursor) {
        let end = Swift.min(nextClosing(after: cursor) ?? due, due)
        segments.append(.init(start: cursor, end: end, skipped: nil))
        cursor = end
      } else {
        let end = Swift.min(nextOpening(atOrAfter: cursor) ?? due, due)
        appendSkipped(from: cursor, to: end, to: &segments)
        cursor = end
      }
    }
    return DeadlineTrace(segments: segments, start: start, due: due)
  }

  /// Returns how business time runs from a start until that much of it has passed, to the
  /// millisecond below.
  public func trace(
    from start: Instant, adding duration: Duration, landing: Landing = .closing
  ) -> DeadlineTrace? {
    trace(from: start, adding: duration.wholeMilliseconds, landing: landing)
  }

  private func appendSkipped(
    from start: Instant, to end: Instant, to segments: inout [DeadlineTrace.Segment]
  ) {
    var begin = start
    var date = zone.date(at: start)
    var reason = reasonClosed(on: date)
    while date < .max {
      let next = nextDateWithReason(after: date)
      guard let next else { break }
      date = next
      let other = reasonClosed(on: date)
      let midnight = zone.instant(date: date, time: .midnight)
      guard midnight < end else { break }
      guard other != reason, midnight > begin else { continue }
      segments.append(.init(start: begin, end: midnight, skipped: reason))
      (begin, reason) = (midnight, other)
    }
    segments.append(.init(start: begin, end: end, skipped: reason))
  }

  /// The next date at which the reason may change: a listed date or the one after it.
  private func nextDateWithReason(after date: CivilDate) -> CivilDate? {
    let listed = parts.hours.listedDays
    let day = date.daysSince1970
    var low = 0
    var high = listed.count
    while low < high {
      let middle = (low + high) >> 1
      if listed[middle] < day { low = middle + 1 } else { high = middle }
    }
    guard low < listed.count else { return nil }
    let next = listed[low] == day ? day + 1 : listed[low]
    return CivilDate(daysSince1970: next)
  }
}
