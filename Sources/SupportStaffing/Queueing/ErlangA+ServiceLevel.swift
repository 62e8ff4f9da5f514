// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension ErlangA {
  /// What a service level counts: centres mean different things by "80 % within 20 seconds".
  public enum Reading: String, CaseIterable, Hashable, Sendable, Codable {
    /// Answered within the time, of all that arrive.
    case answeredOfOffered
    /// Answered within the time, of those that are answered.
    case answeredOfAnswered
    /// Answered or gone within the time, of all that arrive: the wait is at most so long.
    case answeredOrGoneOfOffered
    /// Answered within the time, of all but those that were gone within it.
    case answeredOfNotGone
    /// A contact of unbounded patience would be answered within the time (the virtual wait).
    case virtualWait
  }

  /// The service level within so many seconds.
  ///
  /// - Parameters:
  ///   - target: The time; below 0, or where it is no number, it counts as 0.
  ///   - reading: What is counted.
  /// - Returns: A share from 0 to 1; `nil` where the reading counts nobody, such as those answered
  ///   where nobody is.
  /// - Complexity: O(1).
  public func serviceLevel(within target: Double, as reading: Reading) -> Double? {
    let split = split(at: target)
    switch reading {
    case .answeredOfOffered: return split.answered
    case .answeredOfAnswered: return answered > 0 ? min(split.answered / answered, 1) : nil
    case .answeredOrGoneOfOffered: return min(split.answered + split.abandoned, 1)
    case .answeredOfNotGone:
      let others = max(1 - split.abandoned, split.answered)
      return others > 0 ? min(split.answered / others, 1) : nil
    case .virtualWait: return split.virtual
    }
  }

  /// The share of all that arrive that is answered within so many seconds.
  public func serviceLevel(within target: Double) -> Double {
    split(at: target).answered
  }
}
