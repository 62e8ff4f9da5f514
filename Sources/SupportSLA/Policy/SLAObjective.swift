// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// A share of promises that has to be kept, such as 90 %: exact, as text says it.
public struct SLAObjective: Hashable, Sendable, CustomStringConvertible {
  /// The share in millionths, 0 ... 1,000,000.
  public let millionths: Int64

  /// Creates an objective from percent with up to four decimals, such as `90%` or `99.9%`.
  ///
  /// - Throws: `TextError` naming the text and what is wrong with it.
  public init(_ text: some StringProtocol) throws(TextError) {
    func refuse(_ reason: String) -> TextError {
      TextError(expected: "percentage", text: text, reason: reason)
    }
    guard text.hasSuffix("%") else { throw refuse("it ends with %") }
    guard let number = try? ExactDecimal(String(text.dropLast())),
      let parts = number.exactInteger(decimals: 4)
    else { throw refuse("it is no number with at most four decimals") }
    guard (0...1_000_000).contains(parts) else { throw refuse("it is outside 0% ... 100%") }
    millionths = parts
  }

  /// Creates an objective of whole percent; numbers outside 0 ... 100 become the nearest bound.
  public init(percent: Int) {
    millionths = Int64(min(max(percent, 0), 100)) * 10_000
  }

  /// Tells whether counts of kept and broken promises reach the share; `nil` where there are none.
  public func isReached(by attainment: SLAAttainment) -> Bool? {
    let all = Int128(attainment.met) + Int128(attainment.missed)
    guard all > 0 else { return nil }
    return Int128(attainment.met) * 1_000_000 >= Int128(millionths) * all
  }

  /// `90%`, `99.9%`.
  public var description: String {
    "\(ExactDecimal(significand: Int128(millionths), scale: 4)?.description ?? "?")%"
  }
}
