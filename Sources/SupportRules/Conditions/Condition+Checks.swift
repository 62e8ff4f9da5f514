// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

package import SupportCore

extension Condition {
  /// Reports what a schema has against this condition, each at the place where a document has it.
  ///
  /// - Returns: Whether the condition is no deeper than ``maximumDepth``; of a deeper one, only that
  ///   is reported.
  @discardableResult
  package func check(
    against schema: FactSchema, path: String, depth: Int = 1, _ problems: inout Problems
  ) -> Bool {
    guard depth <= Self.maximumDepth else {
      problems.report(
        "conditions stand more than \(Self.maximumDepth) deep in one another", path: path)
      return false
    }
    switch self {
    case .all(let parts), .any(let parts):
      if case .any([]) = self {
        problems.report("any of nothing can never hold", path: "\(path).any")
      }
      let list = listKey
      return parts.enumerated().reduce(true) { isSound, part in
        let inner = list.map { "\(path).\($0)[\(part.offset)]" } ?? path
        return part.element.check(against: schema, path: inner, depth: depth + 1, &problems)
          && isSound
      }
    case .not(let part):
      return part.check(against: schema, path: "\(path).not", depth: depth + 1, &problems)
    case .isOneOf(let name, _), .isWithin(let name, _), .hasFlags(let name, _), .isKnown(let name):
      guard let field = schema.field(name) else {
        problems.report(
          "no fact \(name.quoted) is declared", path: path,
          suggestion: EditDistance.nearest(to: name, among: schema.fields.map(\.name)))
        return true
      }
      for objection in objections(of: field) {
        problems.report(objection.text, path: "\(path).\(name)", suggestion: objection.suggestion)
      }
      return true
    }
  }

  /// Why a question about a field cannot be asked, and what was probably meant.
  typealias Objection = (text: String, suggestion: String?)

  /// What a field has against a question about it.
  func objections(of field: FactField) -> [Objection] {
    switch self {
    case .isOneOf(_, let values):
      if field.domain.flagNames != nil {
        return [("\(field.name) has flags: ask with allOf, anyOf and noneOf", nil)]
      }
      if values.isEmpty { return [("\(field.name) can never be one of nothing", nil)] }
      return values.compactMap { Self.objection($0, field) }
    case .isWithin(_, let range): return Self.objections(to: range, field)
    case .hasFlags(_, let test):
      guard let names = field.domain.flagNames else {
        return [("\(field.name) has no flags", nil)]
      }
      if test.parts.allSatisfy(\.names.isEmpty) { return [("no flag is asked for", nil)] }
      return test.parts.flatMap(\.names).filter { !names.contains($0) }.map {
        (
          "\($0.quoted) is not one of \(DocumentNode.list(names))",
          EditDistance.nearest(to: $0, among: names)
        )
      }
    case .isKnown, .all, .any, .not: return []
    }
  }

  private static func objection(_ value: FactValue, _ field: FactField) -> Objection? {
    guard let objection = field.domain.objection(to: value) else { return nil }
    return ("\(value) \(objection)", field.domain.suggestion(for: value))
  }

  private static func objections(to range: FactRange, _ field: FactField) -> [Objection] {
    guard field.domain.isOrdered else {
      return [("the values of \(field.name) have no order, so that no range can be asked for", nil)]
    }
    let ends = [range.lower.value, range.upper.value].compactMap { $0 }
    if ends.isEmpty { return [("a range needs an end", nil)] }
    let objections = ends.compactMap { objection($0, field) }
    guard objections.isEmpty else { return objections }
    guard range.codes(field.domain).isEmpty else { return [] }
    return [("nothing lies in \(range.words(field.name))", nil)]
  }
}

extension FactField.Domain {
  /// The name that was probably meant.
  func suggestion(for value: FactValue) -> String? {
    guard case .text(let text) = value else { return nil }
    switch self {
    case .choice(let names), .ordered(let names):
      return EditDistance.nearest(to: text, among: names)
    default: return nil
    }
  }
}
