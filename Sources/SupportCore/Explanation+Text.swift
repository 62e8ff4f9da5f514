// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension Explanation {
  /// Tells the explanation in sentences, one step a line, indented below the step it led to.
  ///
  /// - Parameters:
  ///   - language: The language of the sentences.
  ///   - catalogue: Sentences that replace those of the codes, or translate them further.
  ///   - revealing: Whether personal text is shown; hidden, it reads `•••`.
  /// - Returns: Text without a newline at its end. A code without any sentence reads
  ///   `code(name: value, …)`.
  public func text(
    in language: MessageLanguage = .english, catalogue: MessageCatalogue = MessageCatalogue(),
    revealing: Bool = false
  ) -> String {
    var lines: [String] = []
    var pending: [(step: Explanation, depth: Int)] = [(self, 0)]
    while let (step, depth) = pending.popLast() {
      let line = step.line(in: language, catalogue, revealing)
      lines.append(String(repeating: "  ", count: depth) + line)
      pending.append(contentsOf: step.steps.reversed().map { ($0, depth + 1) })
    }
    return lines.joined(separator: "\n")
  }

  private func line(
    in language: MessageLanguage, _ catalogue: MessageCatalogue, _ revealing: Bool
  ) -> String {
    let teller = OperandTeller(language: language, revealing: revealing)
    guard let sentence = catalogue.sentence(for: code, in: language) else {
      let list = operands.map { "\($0.name): \(teller.text($0.value))" }.joined(separator: ", ")
      return "\(code.id)(\(list))"
    }
    return fill(sentence, teller)
  }

  /// Puts operands in the place of `{name}`; a name that no operand has stays as it is.
  private func fill(_ sentence: String, _ teller: OperandTeller) -> String {
    var result = ""
    var rest = sentence[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let name = String(rest[rest.index(after: open)..<close])
      result += operand(name).map(teller.text) ?? "{\(name)}"
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}

/// Tells operands in words.
struct OperandTeller {
  var language: MessageLanguage
  var revealing: Bool

  func text(_ value: Explanation.Operand.Value) -> String {
    switch value {
    case .instant(let instant, let utcOffset): Self.text(instant, utcOffset: utcOffset)
    case .duration(let milliseconds): text(milliseconds: milliseconds)
    case .money(let money): money.description
    case .rate(let numerator, let denominator): "\(numerator)/\(denominator)"
    case .count(let count): String(count)
    case .flag(let flag):
      language == .simplifiedChinese ? (flag ? "是" : "否") : (flag ? "yes" : "no")
    case .text(let text): text
    case .personal(let text): revealing ? text : "•••"
    }
  }

  /// `2025-10-09 09:30 +08:00`, and `UTC` instead of an offset of zero.
  static func text(_ instant: Instant, utcOffset: Int) -> String {
    // An offset that was decoded can be any number; wall times know none beyond two days.
    let utcOffset = Swift.min(Swift.max(utcOffset, -172_800), 172_800)
    let (date, time) = instant.wallTime(utcOffset: utcOffset)
    guard utcOffset != 0 else { return "\(date) \(time) UTC" }
    let minutes = abs(utcOffset) / 60
    let offset = "\((minutes / 60).padded(to: 2)):\((minutes % 60).padded(to: 2))"
    return "\(date) \(time) \(utcOffset < 0 ? "-" : "+")\(offset)"
  }

  /// `1 d 2 h 30 min`; days of 24 hours; at most three units, the smallest of them cut off.
  func text(milliseconds: Int64) -> String {
    let chinese = language == .simplifiedChinese
    let units: [(size: UInt64, english: String, chinese: String)] = [
      (86_400_000, "d", "天"), (3_600_000, "h", "小时"), (60_000, "min", "分钟"),
      (1_000, "s", "秒"), (1, "ms", "毫秒"),
    ]
    var rest = milliseconds.magnitude
    var parts: [String] = []
    for unit in units where rest >= unit.size && parts.count < 3 {
      parts.append("\(rest / unit.size) \(chinese ? unit.chinese : unit.english)")
      rest %= unit.size
    }
    guard !parts.isEmpty else { return chinese ? "0 秒" : "0 s" }
    return (milliseconds < 0 ? "-" : "") + parts.joined(separator: " ")
  }
}
