// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Sentences for explanation codes: for further languages, for other wording, and for codes that
/// were decoded and so know only their id.
///
/// A sentence names operands in braces: `"due {due}, {late} late"`.
public struct MessageCatalogue: Hashable, Sendable {
  private var sentences: [String: [MessageLanguage: String]] = [:]

  /// Creates a catalogue of the sentences that codes bring along; unknown ones are left out.
  public init(_ codes: [Explanation.Code] = []) {
    for code in codes {
      if !code.english.isEmpty { self[code.id, .english] = code.english }
      if !code.simplifiedChinese.isEmpty {
        self[code.id, .simplifiedChinese] = code.simplifiedChinese
      }
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

  /// The sentence in the language, the catalogue's before the code's own; else that in English.
  func sentence(for code: Explanation.Code, in language: MessageLanguage) -> String? {
    if let own = self[code.id, language] { return own }
    if language == .simplifiedChinese, !code.simplifiedChinese.isEmpty {
      return code.simplifiedChinese
    }
    return self[code.id, .english] ?? (code.english.isEmpty ? nil : code.english)
  }
}
