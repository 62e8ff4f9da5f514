// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// Reads surges.
extension StaffingSectionReader {
  func surges(_ node: DocumentNode, _ problems: inout Problems) -> SurgePlan? {
    guard var object = node.object(&problems) else { return nil }
    let combination = object.required("combination", &problems)?.oneOf(
      SurgePlan.Combination.allCases.map { ($0.rawValue, $0) }, &problems)
    let list = object.required("rules", &problems)
    let rules = list?.values(&problems) { rule($0, &$1) }
    object.finish(&problems)
    guard let combination, let rules, let list else { return nil }
    do throws(DocumentError) {
      return try SurgePlan(in: zone, combining: combination, rules)
    } catch {
      for problem in error.problems {
        problems.report(problem.message, at: Self.place(of: problem.path, in: list))
      }
      return nil
    }
  }

  /// The rule that a path such as `rules[3].window` is about.
  private static func place(of path: String, in list: DocumentNode) -> DocumentNode {
    let index = path.drop { $0 != "[" }.dropFirst().prefix { $0.isNumber }
    guard case .array(let rules) = list.value, let index = Int(index), rules.indices.contains(index)
    else { return list }
    return rules[index]
  }

  private func rule(_ node: DocumentNode, _ problems: inout Problems) -> SurgeRule? {
    guard var object = node.object(&problems) else { return nil }
    let id = object.required("id", &problems)?.nonEmptyString(&problems)
    let window = window(&object, &problems)
    let effect = effect(&object, &problems)
    object.finish(&problems)
    guard let id, let window, let effect else { return nil }
    return SurgeRule(id, window, effect)
  }

  private func only(
    of keys: [String], in object: inout DocumentObject, _ problems: inout Problems
  ) -> (key: String, node: DocumentNode)? {
    let found = keys.compactMap { key in object.optional(key).map { (key, $0) } }
    if found.count == 1 { return found[0] }
    problems.report("exactly one of \(DocumentNode.list(keys)) is needed", at: object.node)
    return nil
  }

  private func number(_ node: DocumentNode?, _ problems: inout Problems) -> Int? {
    node?.integer(in: 0...Int64(Int32.max), &problems).map(Int.init)
  }

  // MARK: Windows

  private func window(
    _ object: inout DocumentObject, _ problems: inout Problems
  ) -> SurgeRule.Window? {
    guard
      let (key, node) = only(
        of: ["dates", "holidays", "events", "monthly"], in: &object, &problems)
    else { return nil }
    switch key {
    case "dates": return node.values(&problems) { span($0, &$1) }.map { .dates($0) }
    case "holidays":
      let lead = number(object.required("leadDays", &problems), &problems)
      guard let spans = node.values(&problems, { span($0, &$1) }), let lead else { return nil }
      return .holidays(spans, leadDays: lead)
    case "events":
      let lead = number(object.required("leadHours", &problems), &problems)
      guard let events = node.values(&problems, { event($0, &$1) }), let lead else { return nil }
      return .events(events, leadHours: lead)
    default: return number(node, &problems).map { .monthly(day: $0) }
    }
  }

  private func span(_ node: DocumentNode, _ problems: inout Problems) -> HolidaySpan? {
    guard var object = node.object(&problems) else { return nil }
    let name = object.required("name", &problems)?.nonEmptyString(&problems)
    let first = object.required("from", &problems)?.text(&problems, CivilDate.init(_:))
    let last = object.required("through", &problems)?.text(&problems, CivilDate.init(_:))
    object.finish(&problems)
    guard let name, let first, let last else { return nil }
    return HolidaySpan(name, first, through: last)
  }

  private func event(_ node: DocumentNode, _ problems: inout Problems) -> MajorEvent? {
    guard var object = node.object(&problems) else { return nil }
    let name = object.required("name", &problems)?.nonEmptyString(&problems)
    let start = object.required("from", &problems)?.text(&problems, Instant.init(_:))
    let end = object.required("until", &problems)?.text(&problems, Instant.init(_:))
    object.finish(&problems)
    guard let name, let start, let end else { return nil }
    return MajorEvent(name, from: start, until: end)
  }

  // MARK: Effects

  private func effect(
    _ object: inout DocumentObject, _ problems: inout Problems
  ) -> SurgeRule.Effect? {
    guard
      let (key, node) = only(of: ["raise", "add", "atLeast", "group"], in: &object, &problems)
    else { return nil }
    switch key {
    case "raise": return rate(node, &problems).map { .raise(by: $0) }
    case "add": return number(node, &problems).map { .add(heads: $0) }
    case "atLeast": return number(node, &problems).map { .atLeast(heads: $0) }
    default:
      let heads = number(object.required("heads", &problems), &problems)
      guard let name = node.nonEmptyString(&problems), let heads else { return nil }
      return .group(name, heads: heads)
    }
  }
}
