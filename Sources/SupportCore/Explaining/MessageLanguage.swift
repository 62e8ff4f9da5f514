// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A language that explanations are told in. The set is open: a host brings further ones with a
/// ``MessageCatalogue``.
public struct MessageLanguage: RawRepresentable, Hashable, Sendable, Codable {
  /// A BCP 47 tag.
  public let rawValue: String

  /// Creates a language from its BCP 47 tag.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// English; every code of the library has it.
  public static let english = Self(rawValue: "en")
  /// Simplified Chinese; every code of the library has it.
  public static let simplifiedChinese = Self(rawValue: "zh-Hans")
}
