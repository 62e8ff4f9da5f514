// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The values from one end to another, for facts whose values have an order.
///
/// Each end says whether it belongs to the range; ranges that take time or money are usually half
/// open, so that neighbours neither overlap nor leave a gap:
///
/// ```swift
/// FactRange(from: .duration(milliseconds: 0), below: .duration(milliseconds: 3_600_000))
/// ```
public struct FactRange: Hashable, Sendable {
  /// Where a range ends.
  public enum End: Hashable, Sendable {
    /// At this value, which belongs to the range.
    case including(FactValue)
    /// At this value, which does not belong to the range.
    case excluding(FactValue)
    /// With the domain.
    case unbounded

    /// The value at which the range ends, `nil` where it ends with the domain.
    public var value: FactValue? {
      switch self {
      case .including(let value), .excluding(let value): value
      case .unbounded: nil
      }
    }
  }

  /// Where it starts.
  public var lower: End
  /// Where it ends.
  public var upper: End

  /// Creates a range from its two ends.
  public init(lower: End, upper: End) {
    self.lower = lower
    self.upper = upper
  }

  /// Creates the half-open range of everything from one value to below another.
  public init(from lower: FactValue, below upper: FactValue) {
    self.init(lower: .including(lower), upper: .excluding(upper))
  }

  /// Creates the range of the dates from one to before another, as rules have them.
  init(from: CivilDate?, until: CivilDate?) {
    lower = from.map { .including(.date($0)) } ?? .unbounded
    upper = until.map { .excluding(.date($0)) } ?? .unbounded
  }

  /// The range as a document names its ends, such as `atLeast` and `below`.
  var parts: [(key: String, value: FactValue)] {
    let first: (String, FactValue)? =
      switch lower {
      case .including(let value): ("atLeast", value)
      case .excluding(let value): ("above", value)
      case .unbounded: nil
      }
    let second: (String, FactValue)? =
      switch upper {
      case .including(let value): ("atMost", value)
      case .excluding(let value): ("below", value)
      case .unbounded: nil
      }
    return [first, second].compactMap { $0 }
  }
}

extension FactRange {
  /// The codes of the values in the range.
  func codes(_ domain: FactField.Domain) -> CodeSet {
    let all = domain.codes
    func code(_ value: FactValue) -> Int64? { domain.code(of: value) }
    let low: Int64? =
      switch lower {
      case .unbounded: all.lowerBound
      case .including(let value): code(value)
      case .excluding(let value): code(value).flatMap { $0 < all.upperBound ? $0 + 1 : nil }
      }
    let high: Int64? =
      switch upper {
      case .unbounded: all.upperBound
      case .including(let value): code(value)
      case .excluding(let value): code(value).flatMap { $0 > all.lowerBound ? $0 - 1 : nil }
      }
    guard let low, let high, low <= high else { return CodeSet() }
    return CodeSet(low...high)
  }

  /// Whether a value lies in the range, in the order of its domain.
  func contains(_ value: FactValue, _ domain: FactField.Domain) -> Bool {
    domain.code(of: value).map(codes(domain).contains) ?? false
  }
}
