// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension Explanation {
  /// Tells the explanation in sentences, one step a line, indented below the step it led to.
  ///
  /// - Parameters:
  ///   - language: The language of the sentences.
  ///   - catalogue: Sentences that replace those of the codes, or translate them further.
  ///   - audience: For whom it is told; what is not for them reads `•••` or is left out.
  /// - Returns: Text without a newline at its end. A code without any sentence reads
  ///   `code(name: value, …)`.
  public func text(
    in language: MessageLanguage = .english, catalogue: MessageCatalogue = MessageCatalogue(),
    for audience: Audience = .everyone
  ) -> String {
    let teller = OperandTeller(language: language, catalogue: catalogue)
    var lines: [String] = []
    var pending: [(step: Explanation, depth: Int)] = [(shown(to: audience), 0)]
    while let (step, depth) = pending.popLast() {
      let line = teller.sentence(step.code, step.operands)
      lines.append(String(repeating: "  ", count: depth) + line)
      pending.append(contentsOf: step.steps.reversed().map { ($0, depth + 1) })
    }
    return lines.joined(separator: "\n")
  }
}

/// Tells steps and their operands in words.
struct OperandTeller {
  var language: MessageLanguage
  var catalogue: MessageCatalogue

  func sentence(_ code: Explanation.Code, _ operands: [Explanation.Operand]) -> String {
    guard let sentence = catalogue.sentence(for: code, in: language) else {
      let list = operands.map { "\($0.name): \(text($0.value))" }.joined(separator: ", ")
      return "\(code.id)(\(list))"
    }
    return fill(sentence, operands)
  }

  /// Puts operands in the place of `{name}`; a name that no operand has stays as it is.
  private func fill(_ sentence: String, _ operands: [Explanation.Operand]) -> String {
    var result = ""
    var rest = sentence[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let name = String(rest[rest.index(after: open)..<close])
      let operand = operands.first { $0.name == name }
      result += operand.map { text($0.value) } ?? "{\(name)}"
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  func text(_ value: Explanation.Operand.Value) -> String {
    switch value {
    case .instant(let instant, let utcOffset): Self.text(instant, utcOffset: utcOffset)
    case .duration(let milliseconds): text(milliseconds: milliseconds)
    case .money(let money): money.description
    case .exactMoney(let sum): sum.description
    case .rate(let rate): rate.description
    case .date(let date): date.description
    case .count(let count): String(count)
    case .flag(let flag):
      language == .simplifiedChinese ? (flag ? "是" : "否") : (flag ? "yes" : "no")
    case .text(let text), .personal(let text), .confidential(let text): text
    case .phrase(let code, let operands): phrase(code, operands)
    case .list(let values):
      values.map(text).joined(separator: language == .simplifiedChinese ? "、" : ", ")
    case .hidden: "•••"
    }
  }

  /// A phrase that nobody gave words for is told by the last part of its code: `sla.phase.met` as
  /// `met`.
  private func phrase(_ code: Explanation.Code, _ operands: [Explanation.Operand]) -> String {
    if operands.isEmpty, catalogue.sentence(for: code, in: language) == nil {
      return code.id.split(separator: ".").last.map(String.init) ?? code.id
    }
    return sentence(code, operands)
  }

  /// `2025-10-09 09:30 +08:00`, and `UTC` instead of an offset of zero.
  static func text(_ instant: Instant, utcOffset: Int) -> String {
    // An offset that was decoded can be any number; wall times know none beyond two days.
    let utcOffset = Swift.min(Swift.max(utcOffset, -172_800), 172_800)
    let (date, time) = instant.wallTime(utcOffset: utcOffset)
    let offset = utcOffset == 0 ? "UTC" : utcOffsetText(seconds: utcOffset)
    return "\(date) \(time) \(offset)"
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
