// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

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
    case none

    /// The value at which the range ends, `nil` where it ends with the domain.
    public var value: FactValue? {
      switch self {
      case .including(let value), .excluding(let value): value
      case .none: nil
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

  /// The range as a document names its ends, such as `atLeast` and `below`.
  var parts: [(key: String, value: FactValue)] {
    let first: (String, FactValue)? =
      switch lower {
      case .including(let value): ("atLeast", value)
      case .excluding(let value): ("above", value)
      case .none: nil
      }
    let second: (String, FactValue)? =
      switch upper {
      case .including(let value): ("atMost", value)
      case .excluding(let value): ("below", value)
      case .none: nil
      }
    return [first, second].compactMap { $0 }
  }
}
