// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension DeadlineTrace {
  /// The trace in words, with instants told in the zone of the clock; see ``explanation(in:)``.
  public var explanation: Explanation { explanation(in: zone) }

  /// Returns the trace in words: a step for each stretch that counted, with the sum so far, and for
  /// each that did not, with the reason.
  ///
  /// ```
  /// 4 h of business time from 2025-09-30 16:00 +08:00; due 2025-10-09 11:00 +08:00
  ///   counted from 2025-09-30 16:00 +08:00 to 2025-09-30 18:00 +08:00: 2 h, in all 2 h
  ///   skipped from 2025-09-30 18:00 +08:00 to 2025-10-01 00:00 +08:00: closed
  ///   skipped from 2025-10-01 00:00 +08:00 to 2025-10-09 00:00 +08:00: holiday "National Day"
  ///   …
  /// ```
  ///
  /// - Parameter zone: The zone in which instants are told, such as the customer's.
  /// - Returns: An explanation with the codes `time.…`.
  public func explanation(in zone: ZoneRules) -> Explanation {
    func told(_ instant: Instant) -> Explanation.Operand.Value {
      .instant(instant, utcOffset: zone.offset(at: instant))
    }
    var total: Int64 = 0
    let steps = segments.map { segment in
      let ends: [Explanation.Operand] = [
        .init("from", told(segment.start)), .init("to", told(segment.end)),
      ]
      guard let reason = segment.skipped else {
        total += segment.counted
        return Explanation(
          .timeCounted,
          ends + [
            .init("counted", .duration(milliseconds: segment.counted)),
            .init("total", .duration(milliseconds: total)),
          ])
      }
      let (code, name) = Self.words(for: reason)
      return Explanation(code, ends + (name.map { [.init("name", .text($0))] } ?? []))
    }
    let ends: [Explanation.Operand] = [.init("start", told(start)), .init("due", told(due))]
    let sum = Explanation.Operand("counted", .duration(milliseconds: counted))
    return switch span {
    case .business: Explanation(.timeDeadline, [sum] + ends, steps: steps)
    case .workingDays(let count, _):
      Explanation(.timeWorkingDays, [.init("days", .count(Int64(count)))] + ends, steps: steps)
    case .elapsed, .calendarDays, .months:
      Explanation(.timeElapsedDeadline, [sum] + ends, steps: steps)
    }
  }

  private static func words(
    for reason: ClosedReason
  ) -> (code: Explanation.Code, name: String?) {
    switch reason {
    case .outsideHours: (.timeClosed, nil)
    case .holiday(nil): (.timeHoliday, nil)
    case .holiday(let name?): (.timeNamedHoliday, name)
    case .override: (.timeOverride, nil)
    case .breakTime(let name): (.timeBreak, name)
    case .outsideValidity: (.timeOutsideValidity, nil)
    case .excluded: (.timeExcluded, nil)
    }
  }
}
