// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

extension MetricMeasure {
  private typealias Member = DocumentForm.Member

  /// The formula in a document, as `MetricMeasureReader` reads it.
  var form: DocumentForm {
    if case .count(let rows) = self { return .object([Member(kind.rawValue, rows.form)]) }
    let conditions = parts.filter { $0.key != "where" || $0.condition != .always }
      .map { Member($0.key, $0.condition.form) }
    return .object([Member(kind.rawValue, .object(parameters + conditions))])
  }

  private var parameters: [Member] {
    switch self {
    case .count, .share, .ratio, .balance: return []
    case .sum(let amount, _), .mean(let amount, _), .minimum(let amount, _),
      .maximum(let amount, _):
      return [Member("of", amount.form)]
    case .quantile(let share, let amount, let method, _):
      return [Member("of", amount.form)] + Self.members(share, method)
    case .quotient(let amount, .amount(let other), _):
      return [Member("of", amount.form), Member("by", other.form)]
    case .quotient(let amount, .distinct(let fact), _):
      return [
        Member("of", amount.form), Member("by", .object([Member("distinct", .text(fact))])),
      ]
    case .top(let count, let fact, let method, _):
      let top = [Member("of", .text(fact)), Member("count", .integer(Int64(count)))]
      guard case .bounded(let counters) = method else { return top }
      return top + [Member("counters", .integer(Int64(counters)))]
    case .distinct(let fact, let method, _):
      let of = Member("of", .text(fact))
      guard case .bounded(let precision) = method else { return [of] }
      return [of, Member("precision", .integer(Int64(precision)))]
    case .averagePresent(let from, let until, _), .presentAtEnd(let from, let until, _):
      return Self.members(from, until)
    case .ageAtEnd(let ageing, let from, let until, _):
      return Self.members(from, until) + Self.members(ageing)
    case .recurrence(let window, _):
      var members = [Member("ofSame", .texts(window.key)), Member("start", .text(window.start))]
      if let end = window.end { members.append(Member("end", .text(end))) }
      members.append(Member("within", .text(Self.text(window.within))))
      if window.followers != .always {
        members.append(Member("followers", window.followers.form))
      }
      if window.isNegated { members.append(Member("negated", .flag(true))) }
      return members
    }
  }

  private static func members(_ from: String, _ until: String) -> [Member] {
    [Member("from", .text(from)), Member("until", .text(until))]
  }

  private static func members(_ ageing: MetricAgeing) -> [Member] {
    switch ageing {
    case .mean: []
    case .quantile(let share, let method): members(share, method)
    case .shareOlder(let bound): [Member("olderThan", .text(text(bound)))]
    }
  }

  private static func members(_ share: Rate, _ method: MetricQuantileMethod) -> [Member] {
    let first = Member("share", .text(share.description))
    switch method {
    case .linear: return [first]
    case .nearestRank: return [first, Member("method", .text("nearestRank"))]
    case .sketch(let error):
      return [
        first, Member("method", .object([Member("sketch", .text(error.description))])),
      ]
    }
  }
}

extension MetricAmount {
  /// The facts in a document.
  fileprivate var form: DocumentForm {
    facts.count == 1 ? .text(facts[0]) : .texts(facts)
  }
}

extension MetricQuantity {
  /// The bound in a document.
  fileprivate var form: DocumentForm {
    switch self {
    case .share(let share): .text(share.description)
    case .duration(let milliseconds): .text(ElapsedText.text(milliseconds: milliseconds))
    case .number(let number): .number(number)
    case .money(let money): .text(money.description)
    }
  }
}

extension MetricDefinition {
  /// The definition in a document, in full.
  var form: DocumentForm {
    typealias Member = DocumentForm.Member
    var members = [
      Member("id", .text(id.rawValue)), Member("subject", .text(subject)),
      Member("measure", measure.form),
    ]
    if filter != .always { members.append(Member("filter", filter.form)) }
    if !grouping.isEmpty { members.append(Member("by", .texts(grouping))) }
    if let date { members.append(Member("date", Self.form(date))) }
    if let period { members.append(Member("period", .text(period.description))) }
    if let horizon {
      members.append(
        Member(
          "horizon",
          .object([
            Member("for", .text(MetricMeasure.text(horizon.length))),
            Member("after", .text(horizon.start)),
          ])))
    }
    if let objective {
      members.append(
        Member(
          "objective",
          .object([Member(objective.direction.rawValue, objective.bound.form)])))
    }
    if title != MetricTitle() { members.append(Member("title", title.form)) }
    if let source { members.append(Member("source", .text(source))) }
    if let family { members.append(Member("family", .text(family))) }
    return .object(members)
  }

  private static func form(_ date: MetricDate) -> DocumentForm {
    typealias Member = DocumentForm.Member
    switch date {
    case .fact(let fact): return .text(fact)
    case .event(let from, let after, let limit):
      return .object([
        Member(
          "event",
          .object([
            Member("from", .text(from)), Member("after", .text(after)),
            Member("atMost", .text(MetricMeasure.text(limit))),
          ]))
      ])
    }
  }
}

extension MetricTitle {
  fileprivate var form: DocumentForm {
    if simplifiedChinese.isEmpty { return .text(english) }
    let chinese = DocumentForm.Member("zh-Hans", .text(simplifiedChinese))
    return .object(english.isEmpty ? [chinese] : [.init("en", .text(english)), chinese])
  }
}
