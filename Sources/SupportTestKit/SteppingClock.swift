// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// A clock that a test moves by hand.
///
/// Use it where a host would read its clock. It starts at `Instant.fixtureStart` unless told
/// otherwise, and arithmetic saturates as that of `Instant` does.
///
/// ```swift
/// var clock = SteppingClock(step: .seconds(60))
/// clock.tick()                               // 2025-06-02T09:00:00Z
/// clock.tick()                               // 2025-06-02T09:01:00Z
/// ```
public struct SteppingClock: Hashable, Sendable {
  /// The instant that the next ``tick()`` returns.
  public private(set) var now: Instant
  /// How far each tick moves the clock.
  public var step: Duration

  /// Creates a clock.
  public init(at start: Instant = .fixtureStart, step: Duration = .seconds(60)) {
    now = start
    self.step = step
  }

  /// Returns the present instant and moves on by one step.
  public mutating func tick() -> Instant {
    defer { now = now + step }
    return now
  }

  /// Moves on by an amount of elapsed time without a tick.
  public mutating func advance(by duration: Duration) {
    now = now + duration
  }
}

extension Instant {
  /// The instant at which fixtures begin: Monday, 2025-06-02T09:00:00Z.
  public static let fixtureStart = Self(millisecondsSince1970: 1_748_854_800_000)
}
