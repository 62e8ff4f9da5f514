// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// The stretches of time of a cap: which causes count together with one at an instant.
final class CapWindows: Sendable {
  private let zone: ZoneRules
  /// The starts of the years, or months, from 1900 to 2200, one more than there are.
  private let starts: [Instant]

  private static let years = 1_900...2_200

  init(_ window: AwardCap.Window, _ zone: ZoneRules) {
    self.zone = zone
    starts =
      switch window {
      case .lifetime, .rolling: []
      case .calendarYear: (0...Self.years.count).map { Self.start($0, months: 12, zone) }
      case .calendarMonth: (0...Self.years.count * 12).map { Self.start($0, months: 1, zone) }
      }
  }

  /// The start of the n-th window since 1900.
  private static func start(_ number: Int, months: Int, _ zone: ZoneRules) -> Instant {
    let first = CivilDate(daysSince1970: -25_567)  // 1900-01-01
    return zone.instant(date: first.adding(months: number * months), time: .midnight)
  }

  /// The calendar window around an instant, half-open; all time for a lifetime.
  ///
  /// Before 1900 and from 2201 on all years are one window: fewer sums are paid, never more.
  func calendar(around instant: Instant) -> Range<Instant> {
    guard let first = starts.first, let last = starts.last else { return .min..<(.max) }
    if instant < first { return .min..<first }
    if instant >= last { return last..<(.max) }
    // Windows are nearly of one length: the guess is right or a neighbour is.
    let span = first.milliseconds(to: last) / Int64(starts.count - 1)
    var place = Swift.min(Int(first.milliseconds(to: instant) / span), starts.count - 2)
    while starts[place] > instant { place -= 1 }
    while starts[place + 1] <= instant { place += 1 }
    return starts[place]..<starts[place + 1]
  }

  /// The rolling window that ends with the date of an instant: that date and so many months before,
  /// in whole dates. Dates only move forward from month to month, so a later end never has an earlier
  /// start.
  func rolling(endingOn instant: Instant, months: Int) -> Range<Instant> {
    let date = zone.date(at: instant)
    let first = date.adding(months: -months).adding(days: 1)
    let start = zone.instant(date: first, time: .midnight)
    let end = zone.instant(date: date.adding(days: 1), time: .midnight)
    return Swift.min(start, instant)..<Swift.max(end, instant.adding(milliseconds: 1))
  }
}
