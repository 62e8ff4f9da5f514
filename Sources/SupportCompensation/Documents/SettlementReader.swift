// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Reads caps and what becomes of the sums of a case: the keys `caps` and `settle`.
///
/// What cannot be read is replaced by something harmless after the report, as in ``FormulaReader``.
struct SettlementReader {
  let currency: Currency

  // MARK: Caps

  func caps(_ node: DocumentNode, _ problems: inout Problems) -> [AwardCap] {
    (node.array(&problems) ?? []).enumerated().map { cap($1, number: $0, &problems) }
  }

  private func cap(
    _ node: DocumentNode, number: Int, _ problems: inout Problems
  ) -> AwardCap {
    var cap = AwardCap(
      RuleID("\(number)"), .zero(currency), .perCase, .lifetime, covers: .compensationOnly,
      counts: [.cash])
    guard var object = node.object(&problems) else { return cap }
    let id = object.required("id", &problems)?.nonEmptyString(&problems)
    let amount = object.required("amount", &problems)?.money(currency, &problems)
    let scope = object.required("per", &problems)?.oneOf(
      [("case", AwardCap.Scope.perCase), ("customer", .perCustomer)], &problems)
    let window = object.required("window", &problems).flatMap { self.window($0, &problems) }
    let covers: AwardCap.Cover? = object.required("covers", &problems)?.choice(&problems)
    let countsNode = object.required("counts", &problems)
    let counts: [AwardForm.Kind]? = countsNode?.values(&problems) { $0.choice(&$1) }
    object.finish(&problems)
    if let id { cap.id = RuleID(id) }
    if let amount { cap.amount = amount }
    if let scope { cap.scope = scope }
    if let window { cap.window = window }
    if let covers { cap.covers = covers }
    if let counts { cap.counts = Set(counts) }
    return cap
  }

  private func window(_ node: DocumentNode, _ problems: inout Problems) -> AwardCap.Window? {
    guard let text = node.string(&problems) else { return nil }
    if let window = AwardCap.Window(words: text) { return window }
    let names = ["lifetime", "calendar year", "calendar month", "rolling 12 months"]
    problems.report(
      "\(text.quoted) is not one of \(DocumentNode.list(names))", at: node,
      suggestion: EditDistance.nearest(to: text, among: names))
    return nil
  }

  // MARK: Settlement

  func settlement(
    _ node: DocumentNode, _ caps: [AwardCap], _ problems: inout Problems
  ) -> Settlement {
    guard let elements = node.array(&problems) else { return spare(caps) }
    let count = problems.all.count + problems.omitted
    let steps = elements.map { step($0, &problems) }
    if problems.all.count + problems.omitted == count {
      return Settlement(steps.compactMap { $0 })
    }
    // Of steps with mistakes nothing is known: each may have named a cap, or stacked the causes.
    var unnamed = caps.map(\.id).filter { !steps.contains(.cap($0)) }
    var filled = steps.enumerated().map { position, step -> Settlement.Step in
      if let step { return step }
      if position == 0 { return .stack(Stacking(.highest)) }
      return unnamed.popLast().map { .cap($0) } ?? .minimum(.zero(currency))
    }
    filled += unnamed.map { .cap($0) }
    return Settlement(filled)
  }

  /// A settlement in which nothing is wrong.
  func spare(_ caps: [AwardCap]) -> Settlement {
    Settlement([.stack(Stacking(.highest))] + caps.map { .cap($0.id) })
  }

  private func step(_ node: DocumentNode, _ problems: inout Problems) -> Settlement.Step? {
    guard var object = node.object(&problems) else { return nil }
    let names = ["stack", "cap", "minimum", "round"]
    let found = names.filter { name in object.members.contains { $0.key == name } }
    guard let name = found.first, found.count == 1, let value = object.optional(name) else {
      let key = object.members.first { $0.key != "note" }?.key
      problems.report(
        "a step of the settlement is one of \(DocumentNode.list(names))", at: node,
        suggestion: found.isEmpty
          ? key.flatMap { EditDistance.nearest(to: $0, among: names) } : nil)
      return nil
    }
    let step: Settlement.Step?
    switch name {
    case "stack": step = stacking(value, &object, &problems).map { .stack($0) }
    case "cap": step = value.nonEmptyString(&problems).map { .cap(RuleID($0)) }
    case "minimum": step = value.money(currency, &problems).map { .minimum($0) }
    default:
      step = value.text(&problems) { text throws(TextError) in
        .round(try RoundingRule(text, currency))
      }
    }
    object.finish(&problems)
    return step
  }

  private func stacking(
    _ node: DocumentNode, _ object: inout DocumentObject, _ problems: inout Problems
  ) -> Stacking? {
    let mode = mode(node, &problems)
    let addingNode = object.optional("adding")
    let adding = addingNode.map { $0.values(&problems) { $0.nonEmptyString(&$1) } } ?? []
    let refundsNode = object.required("refunds", &problems)
    let refunds: Stacking.Refunds? = refundsNode?.choice(&problems)
    guard let mode, let adding, let refunds else { return nil }
    return Stacking(mode, adding: Set(adding), refunds: refunds)
  }

  private func mode(_ node: DocumentNode, _ problems: inout Problems) -> Stacking.Mode? {
    if case .object = node.value {
      guard var object = node.object(&problems) else { return nil }
      let most = object.required("sumUpTo", &problems)?.money(currency, &problems)
      object.finish(&problems)
      return most.map { .sumUpTo($0) }
    }
    return node.oneOf([("highest", .highest), ("sum", .sum)], &problems)
  }
}

extension AwardCap.Window {
  /// Reads `lifetime`, `calendar year`, `calendar month` or `rolling 12 months`.
  init?(words text: String) {
    let words = text.utf8.count > 40 ? [] : text.split(separator: " ")
    if words == ["lifetime"] {
      self = .lifetime
    } else if words == ["calendar", "year"] {
      self = .calendarYear
    } else if words == ["calendar", "month"] {
      self = .calendarMonth
    } else if words.count == 3, words[0] == "rolling", words[2] == "months" || words[2] == "month",
      let months = ElapsedDays.count(words[1])
    {
      self = .rolling(months: Int(clamping: months))
    } else {
      return nil
    }
  }

  /// The words that a document gives it.
  var words: String {
    switch self {
    case .lifetime: "lifetime"
    case .calendarYear: "calendar year"
    case .calendarMonth: "calendar month"
    case .rolling(let months): "rolling \(months) month\(months == 1 ? "" : "s")"
    }
  }
}
