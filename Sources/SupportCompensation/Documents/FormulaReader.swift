// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

/// Reads formulas: `[{"base": "paid"}, {"times": "20%"}, {"round": "half even"}]`.
///
/// What cannot be read is replaced by something harmless after the report, so that the policy can be
/// checked all the same and no mistake hides another.
struct FormulaReader {
  let facts: ReadableFacts
  let currency: Currency
  /// The names of the calendars, those with mistakes included.
  let calendars: [String]

  /// Takes the place of a step with mistakes.
  private static let spare = AwardFormula.Step.round(RoundingRule(.exact))

  /// A list of steps, or an object that also says the form, what is given beside, and the group.
  func formula(_ node: DocumentNode, _ problems: inout Problems) -> AwardFormula {
    guard case .object = node.value, var object = node.object(&problems) else {
      return AwardFormula(steps(node, &problems))
    }
    let steps = object.optional("steps").map { self.steps($0, &problems) } ?? []
    let form = object.optional("form").flatMap { self.form($0, &problems) }
    let grantsNode = object.optional("grants")
    let grants = grantsNode?.values(&problems) { grant($0, &$1) }
    let group = object.optional("group")?.nonEmptyString(&problems)
    object.finish(&problems)
    return AwardFormula(
      grantsNode != nil && grants == nil && steps.isEmpty ? [Self.spare] : steps,
      form: form ?? .cash, grants: grants ?? [], group: group)
  }

  private func steps(_ node: DocumentNode, _ problems: inout Problems) -> [AwardFormula.Step] {
    guard let elements = node.array(&problems) else { return [Self.spare] }
    return elements.map { step($0, &problems) ?? Self.spare }
  }

  // MARK: Steps

  /// The keys that make an object a step; those in front may have keys beside them that are steps
  /// elsewhere.
  private static let kinds = [
    "accrue", "times", "bands", "refund", "base", "add", "subtract", "restOf", "atLeast", "atMost",
    "round",
  ]

  private func step(_ node: DocumentNode, _ problems: inout Problems) -> AwardFormula.Step? {
    if case .string = node.value {
      return node.oneOf([("becomesRefund", .becomesRefund)], &problems)
    }
    guard var object = node.object(&problems) else { return nil }
    guard let kind = kind(of: object, &problems), let value = object.optional(kind) else {
      return nil
    }
    let step: AwardFormula.Step?
    switch kind {
    case "bands": step = bands(value, &object, &problems).map { .bands($0) }
    case "times": step = factor(value, &object, &problems).map { .times($0) }
    case "accrue":
      let amount = amount(value, &problems)
      let units = units(&object, &problems)
      step = amount.flatMap { amount in units.map { .accrue(amount, per: $0) } }
    case "round":
      step = value.text(&problems) { text throws(TextError) in
        .round(try RoundingRule(text, currency))
      }
    default: step = amount(value, &problems).map { Self.step(kind, $0) }
    }
    object.finish(&problems)
    return step
  }

  private static func step(_ kind: String, _ amount: AwardAmount) -> AwardFormula.Step {
    switch kind {
    case "refund": .refund(amount)
    case "add": .add(amount)
    case "subtract": .subtract(amount)
    case "restOf": .rest(of: amount)
    case "atLeast": .atLeast(amount)
    case "atMost": .atMost(amount)
    default: .base(amount)
    }
  }

  /// The one key that makes an object a step.
  private func kind(of object: DocumentObject, _ problems: inout Problems) -> String? {
    let found = Self.kinds.filter { kind in object.members.contains { $0.key == kind } }
    guard let first = found.first else {
      let known = "\(DocumentNode.list(Self.kinds)), or the text \"becomesRefund\""
      if let member = object.members.first(where: { $0.key != "note" }) {
        problems.report(
          "\(member.key.quoted) is no step; known are \(known)", atKeyOf: member,
          suggestion: EditDistance.nearest(to: member.key, among: Self.kinds))
      } else {
        problems.report("a step is one of \(known)", at: object.node)
      }
      return nil
    }
    let takesUnits = first == "accrue" || first == "times"
    let others = found.dropFirst().filter { !(takesUnits && $0 == "atMost") }
    if !others.isEmpty {
      problems.report(
        "a step does one thing, this does \(DocumentNode.list([first] + others))",
        at: object.node)
      return nil
    }
    return first
  }

  // MARK: Sums and factors

  private static let words: [(name: String, value: AwardAmount)] = [
    ("awardOtherwiseDue", .awardOtherwiseDue), ("notStated", .notStated),
  ]

  /// A sum, the name of a fact, a share of one, or one of two words.
  func amount(_ node: DocumentNode, _ problems: inout Problems) -> AwardAmount? {
    switch node.value {
    case .string(let text):
      if let word = Self.words.first(where: { $0.name == text }) { return word.value }
      if text.startsNumber || text.isEmpty {
        return node.money(currency, &problems).map { .money($0) }
      }
      return factName(node, &problems, Self.words.map(\.name)).map { .fact($0) }
    case .object:
      guard var object = node.object(&problems) else { return nil }
      if let named = object.optional("fact") {
        let fact = factName(named, &problems)
        object.finish(&problems)
        return fact.map { .fact($0) }
      }
      let rate = object.required("share", &problems)?.rate(&problems)
      let fact = object.required("of", &problems).flatMap { factName($0, &problems) }
      object.finish(&problems)
      return rate.flatMap { rate in fact.map { .share(rate, of: $0) } }
    default: return node.money(currency, &problems).map { .money($0) }
    }
  }

  /// A rate, the name of a fact that is a number, or a rate for each unit.
  private func factor(
    _ node: DocumentNode, _ object: inout DocumentObject, _ problems: inout Problems
  ) -> AwardFactor? {
    let hasUnits = object.members.contains { $0.key == "per" }
    if case .object = node.value, !hasUnits {
      guard var inner = node.object(&problems) else { return nil }
      let fact = inner.required("fact", &problems).flatMap { factName($0, &problems) }
      inner.finish(&problems)
      return fact.map { .fact($0) }
    }
    if case .string(let text) = node.value, !text.startsNumber, !text.isEmpty, !hasUnits {
      return factName(node, &problems).map { .fact($0) }
    }
    let rate = node.rate(&problems)
    guard hasUnits else { return rate.map { .rate($0) } }
    let units = units(&object, &problems)
    return rate.flatMap { rate in units.map { .perUnit(rate, $0) } }
  }

  /// The name of a declared fact.
  private func factName(
    _ node: DocumentNode, _ problems: inout Problems, _ words: [String] = []
  ) -> String? {
    guard let name = node.string(&problems) else { return nil }
    if facts.schema.field(name) != nil { return name }
    if facts.isUnread(name) { return nil }
    let names = facts.schema.fields.map(\.name)
    problems.report(
      "\(name.quoted) is no fact; known are \(DocumentNode.list(names))", at: node,
      suggestion: EditDistance.nearest(to: name, among: names + words))
    return nil
  }

  // MARK: Scales

  private func bands(
    _ node: DocumentNode, _ object: inout DocumentObject, _ problems: inout Problems
  ) -> AwardBands? {
    let fact = factName(node, &problems)
    let reachNode = object.optional("reach")
    let reach: AwardBands.Reach? = reachNode.map { $0.choice(&problems) } ?? .whole
    let field = fact.flatMap { facts.schema.field($0) }
    let rows = object.required("rows", &problems)?.values(&problems) { row($0, field, &$1) }
    guard let fact, let reach, let rows else { return nil }
    return AwardBands(of: fact, reach, rows: rows)
  }

  /// `{"atLeast": …, "rate": "25%"}`, `{"above": …, "amount": "250.00"}`; a row without a start holds
  /// from the lowest value on.
  private func row(
    _ node: DocumentNode, _ field: FactField?, _ problems: inout Problems
  ) -> AwardBands.Row? {
    guard var object = node.object(&problems) else { return nil }
    let count = problems.all.count + problems.omitted
    let including = object.optional("atLeast")
    let excluding = object.optional("above")
    if including != nil, excluding != nil {
      problems.report("\"atLeast\" and \"above\" name the same start", at: node)
    }
    var start = FactRange.End.unbounded
    if let field, let place = including ?? excluding,
      let value = FactValue(reading: place, field, &problems)
    {
      start = including != nil ? .including(value) : .excluding(value)
    }
    let rate = object.optional("rate").map { $0.rate(&problems) }
    let amount = object.optional("amount").map { $0.money(currency, &problems) }
    if (rate == nil) == (amount == nil) {
      problems.report("a row is worth a \"rate\" or an \"amount\"", at: node)
    }
    object.finish(&problems)
    guard problems.all.count + problems.omitted == count else { return nil }
    if let rate = rate ?? nil { return .init(from: start, .rate(rate)) }
    if let amount = amount ?? nil { return .init(from: start, .amount(amount)) }
    return nil
  }

  // MARK: Units

  /// `"per": "started h", "of": …, "calendar": …, "after": "2 h", "afterCalendar": …, "atMost": 10`.
  private func units(
    _ object: inout DocumentObject, _ problems: inout Problems
  ) -> AccrualUnits? {
    let per = object.required("per", &problems)
    let of = object.optional("of").map { factName($0, &problems) }
    let calendarNode = object.optional("calendar")
    let calendar = calendarNode.map { calendarName($0, &problems) }
    let after = object.optional("after").map { node in
      node.text(&problems) { text throws(TextError) in try ServiceDuration(text) }
    }
    let afterCalendar = object.optional("afterCalendar").map { calendarName($0, &problems) }
    let atMost = object.optional("atMost").map { $0.integer(in: 0...Int64.max, &problems) }
    let source = of.map { $0.map { AccrualUnits.Source.fact($0) } } ?? .delay
    // A calendar that is missing is one mistake, a calendar with one is another.
    let named = calendar.map { $0 ?? "" }
    let units = per?.text(&problems) { text throws(TextError) in
      try AccrualUnits(text, of: source ?? .delay, calendar: named)
    }
    guard var units, source != nil, calendar != .some(nil), after != .some(nil),
      afterCalendar != .some(nil), atMost != .some(nil)
    else { return nil }
    units.waiting = after ?? nil
    units.waitingCalendar = (afterCalendar ?? nil) ?? units.usualWaitingCalendar(calendar ?? nil)
    units.atMost = atMost ?? nil
    if let calendarNode, !units.counts(in: calendar ?? nil) {
      problems.report("nothing here counts in a calendar", at: calendarNode)
    }
    return units
  }

  func calendarName(_ node: DocumentNode, _ problems: inout Problems) -> String? {
    node.oneOf(calendars.map { (name: $0, value: $0) }, &problems)
  }

  // MARK: Forms

  private func form(_ node: DocumentNode, _ problems: inout Problems) -> AwardForm? {
    if case .string = node.value {
      return node.oneOf(
        [("cash", .cash), ("credit", .credit), ("thirdPartyCost", .thirdPartyCost)], &problems)
    }
    guard var object = node.object(&problems) else { return nil }
    let points = object.optional("points")
    let coupon = object.optional("coupon")
    object.finish(&problems)
    switch (points, coupon) {
    case (let points?, nil): return points.money(currency, &problems).map { .points(each: $0) }
    case (nil, let coupon?):
      let valid = coupon.text(&problems) { text throws(TextError) in try ServiceDuration(text) }
      return valid.map { .coupon(valid: $0) }
    default:
      problems.report(
        "a form is \"cash\", \"credit\", \"thirdPartyCost\", { \"points\": \"0.01\" } or"
          + " { \"coupon\": \"90 days\" }", at: node)
      return nil
    }
  }

  private func grant(_ node: DocumentNode, _ problems: inout Problems) -> AwardGrant? {
    guard var object = node.object(&problems) else { return nil }
    let points = object.optional("points")
    let benefit = object.optional("benefit")
    object.finish(&problems)
    switch (points, benefit) {
    case (let points?, nil): return points.integer(in: 1...Int64.max, &problems).map { .points($0) }
    case (nil, let benefit?): return benefit.nonEmptyString(&problems).map { .benefit($0) }
    default:
      problems.report(
        "given beside a sum are { \"points\": 2000 } or { \"benefit\": \"upgrade\" }", at: node)
      return nil
    }
  }
}

extension String {
  /// Whether a document takes it for a number, not for the name of a fact.
  var startsNumber: Bool {
    guard let first = utf8.first else { return false }
    return (48...57).contains(first) || first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
      || first == UInt8(ascii: ".")
  }
}

extension AccrualUnits {
  /// The calendar in which a wait counts where only one of the units is named.
  func usualWaitingCalendar(_ calendar: String?) -> String? {
    waiting.map(\.countsOpenings) == true ? calendar : nil
  }

  /// Whether the units, or their wait, count in a calendar.
  fileprivate func counts(in calendar: String?) -> Bool {
    if case .workingDay = unit { return true }
    return waitingCalendar != nil && waitingCalendar == calendar
      && waiting.map(\.countsOpenings) == true
  }
}
