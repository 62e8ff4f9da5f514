// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation

/// Nothing in the library reads a clock, draws lots, asks the machine, prints or traps.
enum ForbiddenChecks {
  /// The first words of all phrases, each with its phrases.
  private static let phrasesByWord: [String: [(Hazard, ForbiddenPhrase)]] = {
    var result: [String: [(Hazard, ForbiddenPhrase)]] = [:]
    for hazard in Hazard.allCases {
      for phrase in ForbiddenPhrases.all[hazard] ?? [] where phrase.sense != .prefix {
        result[phrase.word, default: []].append((hazard, phrase))
      }
    }
    return result
  }()

  private static let prefixes: [(Hazard, ForbiddenPhrase)] = Hazard.allCases.flatMap { hazard in
    (ForbiddenPhrases.all[hazard] ?? []).filter { $0.sense == .prefix }.map { (hazard, $0) }
  }

  /// What a file may do all the same.
  static func exemptions(of file: SourceFile) -> Set<Hazard> {
    file.target == "SupportTestKit" ? [.printing] : []
  }

  /// Whether what looks like it is a port or an argument: a service waits by a function that it was
  /// given, and the kit for tests draws from a generator that it was given.
  private static func isGiven(
    _ phrase: ForbiddenPhrase, in file: SourceFile, at index: Int
  ) -> Bool {
    switch file.target {
    case "SupportService": phrase.text == "sleep("
    case "SupportTestKit":
      phrase.text == "time(&"
        || phrase.text.hasPrefix(".random")
          && file.tokens.dropFirst(index).prefix(16).contains { $0.text == "using" }
    default: false
    }
  }

  /// The forbidden phrases in a file.
  static func phrases(_ file: SourceFile) -> [Offence] {
    let exempt = exemptions(of: file)
    var offences: [Offence] = []
    for (index, token) in file.tokens.enumerated()
    where token.kind == .word || token.kind == .quotedWord {
      let candidates = phrasesByWord[token.text].map { $0 + prefixes } ?? prefixes
      for (hazard, phrase) in candidates
      where !exempt.contains(hazard) && phrase.matches(file.tokens, at: index)
        && !isGiven(phrase, in: file, at: index)
      {
        offences.append(
          Offence(path: file.path, line: token.line, advice: "'\(phrase.text)' \(phrase.advice)"))
      }
    }
    return offences
  }

  /// Exclamation marks that trap: `x!`, `try!`, `as!`, `Int!`.
  static func exclamations(_ file: SourceFile) -> [Offence] {
    file.tokens.indices.dropFirst().compactMap { index in
      let token = file.tokens[index]
      let before = file.tokens[index - 1]
      guard token.kind == .mark, token.isTight, token.text.contains("!"),
        token.text.allSatisfy({ "!?>".contains($0) })
      else { return nil }
      if before.isWord("try") || before.isWord("as") {
        return Offence(
          path: file.path, line: token.line,
          advice: "'\(before.text)!' stops the process: write '\(before.text)' or '\(before.text)?'"
        )
      }
      guard before.endsExpression else { return nil }
      return Offence(
        path: file.path, line: token.line,
        advice:
          "'\(before.text)!' stops the process where the value is absent: bind it with 'guard let'")
    }
  }

  /// Words that mark unfinished work.
  static func unfinished(_ file: SourceFile) -> [Offence] {
    let bytes = Data(file.text.utf8)
    let words = ["TO" + "DO", "FIX" + "ME"].filter { bytes.range(of: Data($0.utf8)) != nil }
    guard !words.isEmpty else { return [] }
    var offences: [Offence] = []
    let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      for word in words where line.contains(word) {
        let parts = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
        guard parts.contains(where: { $0 == word }) else { continue }
        offences.append(
          Offence(
            path: file.path, line: number + 1,
            advice: "'\(word)' does not go in: finish it, or open an issue"))
      }
    }
    return offences
  }
}
