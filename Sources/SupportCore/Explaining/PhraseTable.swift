// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Codes of one family, such as the reasons of a refusal or the states of something, each with its words
/// in English and in Simplified Chinese side by side.
package struct PhraseTable: Sendable {
  /// The last part of a code and its words.
  package typealias Row = (name: String, english: String, chinese: String)

  /// What the codes begin with: `routing.state`.
  package let family: String
  /// The words, in the order of a catalogue.
  package let rows: [Row]

  package init(_ family: String, _ rows: [Row]) {
    self.family = family
    self.rows = rows
  }

  /// The codes, for a catalogue.
  package var codes: [Explanation.Code] {
    rows.map { .init("\(family).\($0.name)", english: $0.english, simplifiedChinese: $0.chinese) }
  }

  /// The code of that name; one that the table does not have is told by its name.
  package func code(_ name: String) -> Explanation.Code {
    let row = rows.first { $0.name == name }
    return Explanation.Code(
      "\(family).\(name)", english: row?.english ?? name, simplifiedChinese: row?.chinese ?? name)
  }

  /// Words as they stand inside a sentence.
  package func phrase(
    _ name: String, _ operands: Explanation.Operand...
  ) -> Explanation.Operand.Value {
    .phrase(code(name), operands)
  }

  /// A sentence of its own.
  package func step(_ name: String, _ operands: Explanation.Operand...) -> Explanation {
    Explanation(code(name), operands)
  }
}

extension Explanation {
  /// The explanation as words inside a sentence, without its steps.
  package var phrase: Operand.Value { .phrase(code, operands) }
}

extension Explanation.Operand {
  /// An operand that tells an identifier as it is.
  package init(_ name: String, id: some Identifier) {
    self.init(name, .text(id.rawValue))
  }

  /// An operand that counts.
  package init(_ name: String, count: some BinaryInteger) {
    self.init(name, .count(Int64(clamping: count)))
  }
}
