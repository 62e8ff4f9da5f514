// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Instant {
  /// Creates an instant from text as a clock on the wall shows it: `2025-09-30 16:30`,
  /// `2025-09-30T16:30:00.250`.
  ///
  /// Use it for exports and forms whose times name no offset. Seconds and their fraction may be left
  /// out. Where the text names an offset or `Z` all the same, that holds. A wall time that a clock
  /// change skips moves forward by the gap; of one that occurs twice the first counts.
  ///
  /// ```swift
  /// let shanghai = try ZoneRules(identifier: "Asia/Shanghai")
  /// let opened = try Instant("2025-09-30 16:30", in: shanghai)
  /// ```
  ///
  /// - Throws: `TextError` naming the text and what is wrong with it.
  public init(_ text: some StringProtocol, in zone: ZoneRules) throws(TextError) {
    guard let wall = try Self.wallTime(of: text) else {
      try self.init(text)
      return
    }
    self = zone.instant(date: wall.date, time: wall.time)
  }
}
