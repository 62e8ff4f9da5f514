// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A day of the week, in the order of ISO 8601: Monday is 1.
public enum Weekday: Int, CaseIterable, Hashable, Sendable, Codable {
  /// The first day of the ISO week.
  case monday = 1
  /// The second day of the ISO week.
  case tuesday
  /// The third day of the ISO week.
  case wednesday
  /// The fourth day of the ISO week.
  case thursday
  /// The fifth day of the ISO week.
  case friday
  /// The sixth day of the ISO week.
  case saturday
  /// The last day of the ISO week.
  case sunday
}

extension Weekday: Comparable {
  /// Orders by the ISO week, Monday first.
  public static func < (left: Self, right: Self) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension Weekday {
  /// The days from the last such weekday, itself included, to this one: 0 ... 6.
  package func days(since other: Self) -> Int {
    (rawValue - other.rawValue + 7) % 7
  }

  /// The three-letter name that policy documents use: `mon` … `sun`.
  public var shortName: String {
    switch self {
    case .monday: "mon"
    case .tuesday: "tue"
    case .wednesday: "wed"
    case .thursday: "thu"
    case .friday: "fri"
    case .saturday: "sat"
    case .sunday: "sun"
    }
  }

  /// Creates a weekday from its three-letter name; `nil` for any other text.
  public init?(shortName: some StringProtocol) {
    guard let weekday = Self.allCases.first(where: { $0.shortName == shortName }) else {
      return nil
    }
    self = weekday
  }
}
