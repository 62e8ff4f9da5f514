// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Reads a formula: an object with one key, the kind of the formula.
struct MetricMeasureReader {
  private let facts: FactSchema

  init(_ subject: MetricSubject) {
    facts = subject.schema
  }

  func measure(_ node: DocumentNode, _ problems: inout Problems) -> MetricMeasure? {
    guard let object = node.object(&problems) else { return nil }
    let members = object.members.filter { $0.key != "note" }
    guard let member = members.first, members.count == 1 else {
      problems.report(
        "exactly one of \(DocumentNode.list(MetricMeasure.Kind.allCases.map(\.rawValue))) is needed",
        at: node)
      return nil
    }
    guard let kind = MetricMeasure.Kind(rawValue: member.key) else {
      let names = MetricMeasure.Kind.allCases.map(\.rawValue)
      problems.report(
        "\(member.key.quoted) is not one of \(DocumentNode.list(names))", atKeyOf: member,
        suggestion: EditDistance.nearest(to: member.key, among: names))
      return nil
    }
    if kind == .count { return condition(member.value, &problems).map { .count(where: $0) } }
    guard var parts = member.value.object(&problems) else { return nil }
    let before = problems.all.count
    let measure = measure(kind, &parts, &problems)
    parts.finish(&problems)
    return problems.all.count == before ? measure : nil
  }

  private func measure(
    _ kind: MetricMeasure.Kind, _ parts: inout DocumentObject, _ problems: inout Problems
  ) -> MetricMeasure? {
    switch kind {
    case .count, .share, .ratio, .balance: counted(kind, &parts, &problems)
    case .sum, .mean, .minimum, .maximum, .quantile, .quotient: amount(kind, &parts, &problems)
    case .top: top(&parts, &problems)
    case .distinct: distinct(&parts, &problems)
    case .averagePresent, .presentAtEnd, .ageAtEnd: presence(kind, &parts, &problems)
    case .recurrence: recurrence(&parts, &problems)
    }
  }

  // MARK: Rows

  private func condition(_ node: DocumentNode, _ problems: inout Problems) -> Condition? {
    Condition(reading: node, facts, &problems)
  }

  private func required(
    _ key: String, _ parts: inout DocumentObject, _ problems: inout Problems
  ) -> Condition? {
    parts.required(key, &problems).flatMap { condition($0, &problems) }
  }

  /// The rows that count: all of them where nothing is said.
  private func rows(_ parts: inout DocumentObject, _ problems: inout Problems) -> Condition? {
    parts.optional("where").map { condition($0, &problems) } ?? .always
  }

  private func counted(
    _ kind: MetricMeasure.Kind, _ parts: inout DocumentObject, _ problems: inout Problems
  ) -> MetricMeasure? {
    let part = required("of", &parts, &problems)
    if kind == .ratio {
      let other = required("to", &parts, &problems)
      guard let part, let other else { return nil }
      return .ratio(of: part, to: other)
    }
    let less = kind == .balance ? required("against", &parts, &problems) : .always
    let whole = required("among", &parts, &problems)
    guard let part, let less, let whole else { return nil }
    return kind == .balance
      ? .balance(of: part, against: less, among: whole) : .share(of: part, among: whole)
  }

  // MARK: Amounts

  private func amount(
    _ kind: MetricMeasure.Kind, _ parts: inout DocumentObject, _ problems: inout Problems
  ) -> MetricMeasure? {
    let amount = parts.required("of", &problems)?.amount(&problems)
    let quantile = kind == .quantile ? self.quantile(&parts, &problems) : nil
    let divisor = kind == .quotient ? self.divisor(&parts, &problems) : nil
    guard let rows = rows(&parts, &problems), let amount else { return nil }
    switch kind {
    case .sum: return .sum(amount, where: rows)
    case .mean: return .mean(amount, where: rows)
    case .minimum: return .minimum(amount, where: rows)
    case .maximum: return .maximum(amount, where: rows)
    case .quantile: return quantile.map { .quantile($0, of: amount, by: $1, where: rows) }
    default: return divisor.map { .quotient(of: amount, by: $0, where: rows) }
    }
  }

  /// A share, and how the value below which it lies is found.
  private func quantile(
    _ parts: inout DocumentObject, _ problems: inout Problems
  ) -> (Rate, MetricQuantileMethod)? {
    let share = parts.required("share", &problems)?.share(&problems)
    var method: MetricQuantileMethod? = .linear
    if let node = parts.optional("method") { method = self.method(node, &problems) }
    guard let share, let method else { return nil }
    return (share, method)
  }

  private func method(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> MetricQuantileMethod? {
    if case .string = node.value {
      return node.oneOf([("linear", .linear), ("nearestRank", .nearestRank)], &problems)
    }
    guard var object = node.object(&problems) else { return nil }
    let error = object.required("sketch", &problems)?.share(&problems)
    object.finish(&problems)
    return error.map { .sketch(error: $0) }
  }

  private func divisor(
    _ parts: inout DocumentObject, _ problems: inout Problems
  ) -> MetricDivisor? {
    guard let node = parts.required("by", &problems) else { return nil }
    guard case .object = node.value else { return node.amount(&problems).map { .amount($0) } }
    guard var object = node.object(&problems) else { return nil }
    let fact = object.required("distinct", &problems)?.nonEmptyString(&problems)
    object.finish(&problems)
    return fact.map { .distinct($0) }
  }

  // MARK: Names

  private func top(
    _ parts: inout DocumentObject, _ problems: inout Problems
  ) -> MetricMeasure? {
    let fact = parts.required("of", &problems)?.nonEmptyString(&problems)
    let count = parts.required("count", &problems)?.integer(in: 1...1_000_000, &problems)
    var method: MetricTopMethod? = .exact
    if let node = parts.optional("counters") {
      method = node.integer(in: 2...1_000_000, &problems).map { .bounded(counters: Int($0)) }
    }
    guard let rows = rows(&parts, &problems), let fact, let count, let method else { return nil }
    return .top(Int(count), of: fact, by: method, where: rows)
  }

  private func distinct(
    _ parts: inout DocumentObject, _ problems: inout Problems
  ) -> MetricMeasure? {
    let fact = parts.required("of", &problems)?.nonEmptyString(&problems)
    var method: MetricDistinctMethod? = .exact
    if let node = parts.optional("precision") {
      let bounds = DistinctSketch.precisions
      method = node.integer(in: Int64(bounds.lowerBound)...Int64(bounds.upperBound), &problems)
        .map { .bounded(precision: Int($0)) }
    }
    guard let rows = rows(&parts, &problems), let fact, let method else { return nil }
    return .distinct(fact, by: method, where: rows)
  }

  // MARK: Time

  private func presence(
    _ kind: MetricMeasure.Kind, _ parts: inout DocumentObject, _ problems: inout Problems
  ) -> MetricMeasure? {
    let from = parts.required("from", &problems)?.nonEmptyString(&problems)
    let until = parts.required("until", &problems)?.nonEmptyString(&problems)
    let ageing = kind == .ageAtEnd ? self.ageing(&parts, &problems) : .mean
    guard let rows = rows(&parts, &problems), let from, let until, let ageing else { return nil }
    switch kind {
    case .averagePresent: return .averagePresent(from: from, until: until, where: rows)
    case .presentAtEnd: return .presentAtEnd(from: from, until: until, where: rows)
    default: return .ageAtEnd(ageing, from: from, until: until, where: rows)
    }
  }

  private func ageing(
    _ parts: inout DocumentObject, _ problems: inout Problems
  ) -> MetricAgeing? {
    if let bound = parts.optional("olderThan") {
      return bound.elapsed(&problems).map { .shareOlder(than: $0) }
    }
    let isQuantile = parts.members.contains { $0.key == "share" || $0.key == "method" }
    guard isQuantile else { return .mean }
    return quantile(&parts, &problems).map { .quantile($0, by: $1) }
  }

  private func recurrence(
    _ parts: inout DocumentObject, _ problems: inout Problems
  ) -> MetricMeasure? {
    let key = parts.required("ofSame", &problems)?.values(&problems) { $0.nonEmptyString(&$1) }
    let start = parts.required("start", &problems)?.nonEmptyString(&problems)
    let end = parts.optional("end").map { $0.nonEmptyString(&problems) }
    let within = parts.required("within", &problems)?.elapsed(&problems)
    let followers = parts.optional("followers").map { condition($0, &problems) } ?? .always
    let isNegated = parts.optional("negated").map { $0.boolean(&problems) } ?? false
    guard let rows = rows(&parts, &problems), let key, let start, let within,
      let followers, let isNegated
    else { return nil }
    return .recurrence(
      MetricRecurrence(
        ofSame: key, start: start, end: end ?? nil, within: within, followers: followers,
        isNegated: isNegated),
      where: rows)
  }
}
