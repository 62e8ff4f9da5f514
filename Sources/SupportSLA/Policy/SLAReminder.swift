// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// When somebody is reminded of a promise: at a share of its time, or so long before or after it is
/// due, in the target's own time.
///
/// In text `75%`, `-30 business min`, `-1 working day`, `1 h` (after).
public enum SLAReminder: Hashable, Sendable, CustomStringConvertible {
  /// When that many percent of the time are used, 1 ... 1,000; a policy refuses others.
  case percent(Int)
  /// So long after the due time; before it where the span leads back.
  case offset(ServiceDuration)

  static let percents = 1...1_000

  /// Creates a reminder from text.
  ///
  /// - Throws: `TextError` naming the text and what is wrong with it.
  public init(_ text: some StringProtocol) throws(TextError) {
    guard text.hasSuffix("%") else {
      self = .offset(try ServiceDuration(text))
      return
    }
    guard let percent = Int(text.dropLast()), Self.percents.contains(percent) else {
      throw TextError(
        expected: "reminder", text: text, reason: "it is outside 1% ... 1000%, in whole percent")
    }
    self = .percent(percent)
  }

  /// `75%`, `-30 business min`.
  public var description: String {
    switch self {
    case .percent(let percent): "\(percent)%"
    case .offset(let span): "\(span)"
    }
  }
}
