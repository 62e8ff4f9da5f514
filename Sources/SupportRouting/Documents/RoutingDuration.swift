// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Durations as documents and journals of routing write them: `30 s`, `15 min`, and exactly where
/// there is a part of a millisecond: `0.0015 s`.
enum RoutingDuration {
  /// Reads a duration.
  ///
  /// - Throws: `TextError` where it is neither a whole number with `h`, `min`, `s` or `ms`, nor
  ///   seconds with up to 18 decimals.
  static func duration(_ text: String) throws(TextError) -> Duration {
    if let exact = seconds(text) { return exact }
    return .milliseconds(try ElapsedText.milliseconds(text))
  }

  /// The text of a duration; reading it gives the same duration.
  static func text(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let milliseconds = duration.wholeMilliseconds
    if Duration.milliseconds(milliseconds) == duration {
      return ElapsedText.text(milliseconds: milliseconds)
    }
    let sign = seconds < 0 || attoseconds < 0 ? "-" : ""
    let digits = String(attoseconds.magnitude)
    var decimals = String(repeating: "0", count: max(0, 18 - digits.count)) + digits
    while decimals.last == "0" { decimals.removeLast() }
    return "\(sign)\(seconds.magnitude)\(decimals.isEmpty ? "" : ".\(decimals)") s"
  }

  /// `1.5 s`, and whole seconds beyond 64 bits of milliseconds; `nil` for everything else.
  private static func seconds(_ text: String) -> Duration? {
    guard text.utf8.count <= 48, text.hasSuffix(" s"), !text.hasPrefix("+") else { return nil }
    let isNegative = text.hasPrefix("-")
    let parts = text.dropLast(2).dropFirst(isNegative ? 1 : 0)
      .split(separator: "." as Character, omittingEmptySubsequences: false)
    func isDigits(_ part: Substring) -> Bool {
      !part.isEmpty && part.utf8.allSatisfy { (48...57).contains($0) }
    }
    guard parts.count <= 2, parts.allSatisfy(isDigits) else { return nil }
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    guard fraction.count <= 18 else { return nil }
    let padded = fraction + String(repeating: "0", count: 18 - fraction.count)
    let sign = isNegative ? "-" : ""
    guard let whole = Int64(sign + parts[0]), let part = Int64(sign + padded) else { return nil }
    return Duration(secondsComponent: whole, attosecondsComponent: part)
  }
}

extension DocumentNode {
  /// Reads a duration.
  func routingDuration(_ problems: inout Problems) -> Duration? {
    text(&problems) { text throws(TextError) in try RoutingDuration.duration(text) }
  }
}

extension KeyedEncodingContainer {
  /// Encodes a duration as its text.
  mutating func encodeDuration(_ duration: Duration, forKey key: Key) throws {
    try encode(RoutingDuration.text(duration), forKey: key)
  }

  /// Encodes a duration as its text, and nothing where there is none.
  mutating func encodeDuration(ifPresent duration: Duration?, forKey key: Key) throws {
    if let duration { try encodeDuration(duration, forKey: key) }
  }
}

extension KeyedDecodingContainer {
  /// Decodes a duration from its text.
  func decodeDuration(forKey key: Key) throws -> Duration {
    let text = try decode(String.self, forKey: key)
    do throws(TextError) {
      return try RoutingDuration.duration(text)
    } catch {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: self, debugDescription: error.description)
    }
  }

  /// Decodes a duration from its text; `nil` where there is none.
  func decodeDuration(ifPresentForKey key: Key) throws -> Duration? {
    guard contains(key), try !decodeNil(forKey: key) else { return nil }
    return try decodeDuration(forKey: key)
  }
}
