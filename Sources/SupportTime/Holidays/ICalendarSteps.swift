// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The number of dates that may still be looked at.
struct ICalendarSteps: Hashable, Sendable {
  /// All steps are used.
  struct Exhausted: Error, Hashable, Sendable {}

  let maximum: Int
  private var used = 0

  init(maximum: Int) { self.maximum = maximum }

  mutating func take(_ count: Int = 1) throws(Exhausted) {
    guard count <= maximum - used else { throw Exhausted() }
    used += count
  }
}
