// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportKit

/// What Foundation's calendar says of a zone, to hold answers against.
struct WallClock {
  let calendar: Calendar

  init(_ zone: String) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: zone) ?? .gmt
    self.calendar = calendar
  }

  /// The instant at which the zone's clocks show a date and a time.
  func instant(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0) -> Instant
  {
    let parts = DateComponents(year: year, month: month, day: day, hour: hour, minute: minute)
    return Instant(calendar.date(from: parts) ?? .distantPast)
  }

  /// The minutes from one instant to another at whose start a desk is open, tried one by one.
  func openMinutes(
    from start: Instant, to end: Instant, isOpen: (DateComponents) -> Bool
  ) -> Int {
    stride(from: start.date, to: end.date, by: 60).count { minute in
      isOpen(
        calendar.dateComponents([.year, .month, .day, .weekday, .hour, .minute], from: minute))
    }
  }
}
