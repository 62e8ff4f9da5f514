// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The reason why bytes are not the rules of a time zone.
///
/// Thrown by ``ZoneRules/init(identifier:tzif:dataVersion:)``. No such file should be used in
/// part: take it from the tz database anew, or fall back to ``ZoneRules/init(identifier:)``.
public struct TZifError: Error, Hashable, Sendable {
  /// What is wrong with the bytes.
  public enum Reason: Hashable, Sendable {
    /// The file is larger than ``ZoneRules/maximumTZifBytes``: it is no zone file.
    case tooLarge(bytes: Int)
    /// The file does not begin with `TZif`: the path names something else.
    case notTZif
    /// The version byte is none of versions 1 to 4: convert the file with `zic`.
    case unknownVersion(UInt8)
    /// The file ends in the middle of a part: fetch it again.
    case truncated
    /// Bytes follow the end of the data: the file is damaged or two were joined.
    case trailingBytes(Int)
    /// A count, an index or an order breaks RFC 9636, as the words say: the file is damaged.
    case malformed(String)
    /// A clock would be a day or more from UTC, or a change be listed after the year 2199.
    case unsupported(String)
    /// The rule for later years, a POSIX TZ string, cannot be read, as the words say.
    case footer(text: String, reason: String)
  }

  /// What is wrong.
  public let reason: Reason

  /// The byte at which it is wrong, counted from 0.
  public let offset: Int
}

extension TZifError: CustomStringConvertible {
  /// One line: `byte 44 of the TZif data: the data ends too early`.
  public var description: String {
    "byte \(offset) of the TZif data: \(words)"
  }

  private var words: String {
    switch reason {
    case .tooLarge(let bytes):
      "\(bytes) bytes are more than the limit of \(ZoneRules.maximumTZifBytes)"
    case .notTZif: "it does not begin with \"TZif\""
    case .unknownVersion(let byte): "version byte \(byte) is none of versions 1 to 4"
    case .truncated: "the data ends too early"
    case .trailingBytes(let count): "\(count) bytes follow the end of the data"
    case .malformed(let words), .unsupported(let words): words
    case .footer(let text, let words): "the rule for later years, \(text.quoted), \(words)"
    }
  }
}
