// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A place in the order in which a store committed its events, across all streams.
///
/// The first event stands at 1. Positions grow; some may be missing, since a store may use up numbers
/// for appends that failed. What an append adds stands at consecutive positions.
public struct EventPosition: RawRepresentable, Hashable, Sendable, Codable {
  /// The number, from 0.
  public let rawValue: Int64

  /// Creates a position from its number; a number below 0 becomes 0.
  public init(rawValue: Int64) {
    self.rawValue = max(rawValue, 0)
  }

  /// Creates a position from its number; a number below 0 becomes 0.
  public init(_ number: Int64) {
    self.init(rawValue: number)
  }

  /// Before the first event: where reading everything begins.
  public static let start = Self(rawValue: 0)
}

extension EventPosition: Comparable {
  /// Tells whether the left position was committed before the right one.
  public static func < (left: Self, right: Self) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension EventPosition: CustomStringConvertible {
  /// The number.
  public var description: String { "\(rawValue)" }
}
