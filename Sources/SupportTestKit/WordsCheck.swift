// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

package import SupportCore

/// Looks whether words are there in both languages, and written as each of them is.
package enum WordsCheck {
  /// What is wrong with a catalogue: sentences that are missing or speak of other operands, marks of the
  /// other language, names that two codes share.
  package static func problems(in codes: [Explanation.Code]) -> [String] {
    var problems: [String] = []
    var seen: Set<String> = []
    for code in codes {
      let (english, chinese) = (code.english, code.simplifiedChinese)
      if !seen.insert(code.id).inserted { problems.append("\(code.id) stands there twice") }
      if english.isEmpty || chinese.isEmpty { problems.append("\(code.id) lacks a language") }
      if names(english) != names(chinese) {
        problems.append("\(code.id) speaks of other things: \(english) | \(chinese)")
      }
      if chinese.contains(where: { ",;:()!?".contains($0) }) {
        problems.append("\(code.id) has marks of English: \(chinese)")
      }
      if isChinese(english) { problems.append("\(code.id) is no English: \(english)") }
    }
    return problems
  }

  /// What is wrong with explanations as they are told: codes that the catalogue lacks, places left open,
  /// sentences that are not told in both languages.
  package static func problems(
    in told: [Explanation], of codes: [Explanation.Code]
  ) -> [String] {
    let ids = Set(codes.map(\.id))
    return told.flatMap { told -> [String] in
      let english = told.text(for: .auditor)
      let chinese = told.text(in: .simplifiedChinese, for: .auditor)
      var problems = missing(told, ids).map { "\($0) is in no catalogue" }
      if english.contains("{") || chinese.contains("{") {
        problems.append("something is left open: \(english) | \(chinese)")
      }
      if !isChinese(chinese) || isChinese(english) {
        problems.append("not told in both languages: \(english) | \(chinese)")
      }
      return problems
    }
  }

  private static func missing(_ told: Explanation, _ ids: Set<String>) -> [String] {
    var codes = [told.code.id] + told.steps.flatMap { missing($0, ids) }
    var values = told.operands.map(\.value)
    while let value = values.popLast() {
      switch value {
      case .phrase(let code, let operands):
        codes.append(code.id)
        values += operands.map(\.value)
      case .list(let more): values += more
      default: continue
      }
    }
    return codes.filter { !ids.contains($0) }
  }

  private static func names(_ text: String) -> Set<Substring> {
    let parts = text.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
    return Set(parts.map { $0.prefix { $0 != "}" } })
  }

  private static func isChinese(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.value >= 0x4E00 && $0.value <= 0x9FFF }
  }
}
