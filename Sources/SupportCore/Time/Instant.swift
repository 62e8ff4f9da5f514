// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import Foundation

/// A point on the time line, in whole milliseconds since 1970-01-01T00:00:00Z.
///
/// Use it for everything that happened or is due. It knows neither zone nor calendar: a local date
/// and time of day come from `ZoneRules` in `SupportTime`.
///
/// The range is 0001-01-01T00:00:00Z ... 9999-12-31T23:59:59.999Z, so that every instant has a
/// four-digit year in text and a difference of two never overflows. Arithmetic saturates at
/// ``min`` and ``max``; it never traps.
///
/// ```swift
/// let opened = try Instant("2025-09-30T08:30:00Z")
/// opened + .seconds(90)                      // 2025-09-30T08:31:30Z
/// ```
public struct Instant: Hashable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z, negative before, always within ``min`` ... ``max``.
  public let millisecondsSince1970: Int64

  /// Creates an instant from milliseconds since 1970; values out of range become the nearest bound.
  public init(millisecondsSince1970 milliseconds: Int64) {
    millisecondsSince1970 =
      Swift.min(Swift.max(milliseconds, Self.lowestMilliseconds), Self.highestMilliseconds)
  }

  /// Creates an instant from whole seconds since 1970; values out of range become the nearest bound.
  public init(secondsSince1970 seconds: Int64) {
    let (milliseconds, overflow) = seconds.multipliedReportingOverflow(by: 1_000)
    let saturated = seconds < 0 ? Int64.min : Int64.max
    self.init(millisecondsSince1970: overflow ? saturated : milliseconds)
  }

  static let lowestMilliseconds: Int64 = -62_135_596_800_000
  static let highestMilliseconds: Int64 = 253_402_300_799_999

  /// The first instant there is: 0001-01-01T00:00:00Z.
  public static let min = Self(millisecondsSince1970: lowestMilliseconds)

  /// The last instant there is: 9999-12-31T23:59:59.999Z.
  public static let max = Self(millisecondsSince1970: highestMilliseconds)

  /// The origin of the scale: 1970-01-01T00:00:00Z.
  public static let epoch = Self(millisecondsSince1970: 0)
}

extension Instant: Comparable {
  /// Tells whether the left instant comes before the right one.
  public static func < (left: Self, right: Self) -> Bool {
    left.millisecondsSince1970 < right.millisecondsSince1970
  }
}

// MARK: - Arithmetic

extension Instant {
  /// Returns the instant that many elapsed milliseconds later (earlier when negative), saturating.
  public func adding(milliseconds: Int64) -> Self {
    let (sum, overflow) = millisecondsSince1970.addingReportingOverflow(milliseconds)
    return overflow
      ? (milliseconds < 0 ? .min : .max)
      : Self(millisecondsSince1970: sum)
  }

  /// Returns the elapsed milliseconds from this instant to another, negative when that one is earlier.
  public func milliseconds(to other: Self) -> Int64 {
    other.millisecondsSince1970 - millisecondsSince1970
  }

  /// Returns the elapsed time from this instant to another, negative when that one is earlier.
  public func duration(to other: Self) -> Duration {
    .milliseconds(milliseconds(to: other))
  }

  /// Returns the instant that much elapsed time later, to the millisecond below, saturating.
  public static func + (left: Self, right: Duration) -> Self {
    left.adding(milliseconds: right.wholeMilliseconds)
  }

  /// Returns the instant that much elapsed time earlier, to the millisecond above, saturating.
  public static func - (left: Self, right: Duration) -> Self {
    let milliseconds = right.wholeMilliseconds
    return left.adding(milliseconds: milliseconds == .min ? .max : -milliseconds)
  }
}

// MARK: - Foundation

extension Instant {
  /// Creates an instant from a Foundation date, to the nearest millisecond; dates out of range
  /// become the nearest bound, and a date that is not a number becomes ``epoch``.
  public init(_ date: Date) {
    let milliseconds = (date.timeIntervalSince1970 * 1_000).rounded()
    if milliseconds.isNaN {
      self = .epoch
    } else if milliseconds >= Double(Self.highestMilliseconds) {
      self = .max
    } else if milliseconds <= Double(Self.lowestMilliseconds) {
      self = .min
    } else {
      self.init(millisecondsSince1970: Int64(milliseconds))
    }
  }

  /// The same instant as a Foundation date.
  public var date: Date {
    Date(timeIntervalSince1970: Double(millisecondsSince1970) / 1_000)
  }
}
