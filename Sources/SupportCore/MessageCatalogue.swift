// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Sentences for explanation codes: for further languages, for other wording, and for codes that
/// were decoded and so know only their id.
///
/// A sentence names operands in braces: `"due {due}, {late} late"`.
public struct MessageCatalogue: Hashable, Sendable {
  private var sentences: [String: [MessageLanguage: String]] = [:]

  /// Creates a catalogue of the sentences that codes bring along.
  public init(_ codes: [Explanation.Code] = []) {
    for code in codes {
      self[code.id, .english] = code.english
      self[code.id, .simplifiedChinese] = code.simplifiedChinese
    }
  }

  /// The sentence of a code in a language, `nil` when the catalogue has none.
  public subscript(code: String, language: MessageLanguage) -> String? {
    get { sentences[code]?[language] }
    set { sentences[code, default: [:]][language] = newValue }
  }

  /// Returns a catalogue in which another's sentences replace this one's.
  public func merging(_ other: Self) -> Self {
    var merged = self
    for (code, translations) in other.sentences {
      merged.sentences[code, default: [:]].merge(translations) { _, new in new }
    }
    return merged
  }

  func sentence(for code: Explanation.Code, in language: MessageLanguage) -> String? {
    if let own = self[code.id, language] { return own }
    let brought = language == .simplifiedChinese ? code.simplifiedChinese : code.english
    return brought.isEmpty ? self[code.id, .english] : brought
  }
}
