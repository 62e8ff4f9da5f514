// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A piece of text that could not be read as a value, with the reason.
///
/// Thrown by the initialisers that read dates, times, instants, durations and amounts from text.
/// Show ``description`` to whoever wrote the text.
public struct TextError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What the text was meant to be, a noun phrase without its article: "date", "time of day",
  /// "instant", …
  public var expected: String
  /// The text as given, cut after 80 Unicode scalars.
  public var text: String
  /// What is wrong with it, a clause that completes `"25:00" …`.
  public var reason: String

  /// Creates an error about a piece of text.
  public init(expected: String, text: some StringProtocol, reason: String) {
    self.expected = expected
    self.text = String(text).shortened(to: 80)
    self.reason = reason
  }

  /// One line: `"25:00" is not a time of day: hour 25 is outside 0 ... 24`.
  public var description: String {
    "\(text.quoted) is not \(article) \(expected): \(reason)"
  }

  private var article: String {
    "aeiou".contains(expected.first ?? " ") ? "an" : "a"
  }
}
