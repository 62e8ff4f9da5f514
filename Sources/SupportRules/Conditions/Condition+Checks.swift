// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

package import SupportCore

extension Condition {
  /// Reports what a schema has against this condition.
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
    case .all(let parts):
      return parts.reduce(true) {
        $1.check(against: schema, path: path, depth: depth + 1, &problems) && $0
      }
    case .any(let parts):
      if parts.isEmpty { problems.report("any of nothing can never hold", path: "\(path).any") }
      return parts.reduce(true) {
        $1.check(against: schema, path: path, depth: depth + 1, &problems) && $0
      }
    case .not(let part):
      return part.check(against: schema, path: path, depth: depth + 1, &problems)
    case .isOneOf(let name, _), .isWithin(let name, _), .hasFlags(let name, _), .isKnown(let name):
      guard let field = schema.field(name) else {
        problems.report(
          "no fact \(name.quoted) is declared", path: path,
          suggestion: EditDistance.nearest(to: name, among: schema.fields.map(\.name)))
        return true
      }
      for objection in objections(of: field) {
        problems.report(objection.0, path: "\(path).\(name)", suggestion: objection.1)
      }
      return true
    }
  }

  /// What a field has against a question about it, each with what was probably meant.
  private func objections(of field: FactField) -> [(String, String?)] {
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

  private static func objection(_ value: FactValue, _ field: FactField) -> (String, String?)? {
    guard let objection = field.domain.objection(to: value) else { return nil }
    return ("\(value) \(objection)", field.domain.suggestion(for: value))
  }

  private static func objections(to range: FactRange, _ field: FactField) -> [(String, String?)] {
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

extension FactRange {
  /// The codes of the values in the range.
  func codes(_ domain: FactField.Domain) -> CodeSet {
    let all = domain.codes
    func code(_ value: FactValue) -> Int64? { domain.code(of: value) }
    let low: Int64? =
      switch lower {
      case .none: all.lowerBound
      case .including(let value): code(value)
      case .excluding(let value): code(value).flatMap { $0 < all.upperBound ? $0 + 1 : nil }
      }
    let high: Int64? =
      switch upper {
      case .none: all.upperBound
      case .including(let value): code(value)
      case .excluding(let value): code(value).flatMap { $0 > all.lowerBound ? $0 - 1 : nil }
      }
    guard let low, let high, low <= high else { return CodeSet() }
    return CodeSet(low...high)
  }
}
