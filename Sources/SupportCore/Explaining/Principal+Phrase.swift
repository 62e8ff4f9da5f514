// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension Principal {
  /// Who acts, as words inside a sentence: customers are personal, people who work for the desk
  /// confidential.
  package var phrase: Explanation.Operand.Value {
    switch self {
    case .customer(let id): Self.words.phrase("customer", .init("id", .personal(id.rawValue)))
    case .agent(let id): Self.words.phrase("agent", .init("id", .confidential(id.rawValue)))
    case .automation(let id): Self.words.phrase("automation", .init("id", id: id))
    case .system: Self.words.phrase("system")
    }
  }

  static let words = PhraseTable(
    "principal",
    [
      ("customer", "the customer {id}", "客户 {id}"), ("agent", "the agent {id}", "坐席 {id}"),
      ("automation", "the program {id}", "程序 {id}"), ("system", "the system", "系统"),
    ])
}

extension Explanation.Code {
  /// The codes of the core, for a catalogue: who acts, how sums are worked out, and why they cannot be.
  public static let allCore: [Self] =
    Principal.words.codes + [.moneyTimes, .moneyRounded, .roundingStep]
    + RoundingRule.Direction.allCases.map { .rounding($0) } + MoneyError.words.codes
}
