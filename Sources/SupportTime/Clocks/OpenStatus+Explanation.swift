// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension OpenStatus {
  /// Returns the status in words: whether it is open, until when, and below that why it is closed,
  /// unless the hours of the day are the whole reason.
  ///
  /// ```
  /// closed until 2025-10-09 09:00 +08:00
  ///   holiday "National Day"
  /// ```
  ///
  /// - Parameter zone: The zone in which instants are told, such as the clock's own.
  /// - Returns: An explanation with codes `time.…`.
  public func explanation(in zone: ZoneRules) -> Explanation {
    func until(_ instant: Instant) -> [Explanation.Operand] {
      [.init("until", .instant(instant, utcOffset: zone.offset(at: instant)))]
    }
    switch self {
    case .open(nil): return Explanation(.timeNeverCloses)
    case .open(let closing?): return Explanation(.timeOpenUntil, until(closing))
    case .closed(let opening, let reason):
      let steps = Self.step(for: reason).map { [$0] } ?? []
      guard let opening else { return Explanation(.timeNeverOpens, steps: steps) }
      return Explanation(.timeClosedUntil, until(opening), steps: steps)
    }
  }

  private static func step(for reason: ClosedReason) -> Explanation? {
    switch reason {
    case .outsideHours: nil
    case .holiday(nil): Explanation(.timeIsHoliday)
    case .holiday(let name?): Explanation(.timeIsNamedHoliday, [.init("name", .text(name))])
    case .override: Explanation(.timeIsOverride)
    case .breakTime(let name): Explanation(.timeIsBreak, [.init("name", .text(name))])
    case .outsideValidity: Explanation(.timeIsOutsideValidity)
    case .excluded: Explanation(.timeIsExcluded)
    }
  }
}
