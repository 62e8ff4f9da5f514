// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Reads the values of which policies are full: sums, rates, names, places of problems.
extension DocumentNode {
  /// Reads a sum of money, which is text, so that no program makes a float of it.
  func money(_ currency: Currency, _ problems: inout Problems) -> Money? {
    if case .number(let number) = value {
      problems.report("a sum of money is text: \("\(number)".quoted)", at: self)
      return nil
    }
    return text(&problems) { text throws(TextError) in try Money(text, currency) }
  }

  /// Reads a rate, which is text as well.
  func rate(_ problems: inout Problems) -> Rate? {
    if case .number(let number) = value {
      problems.report("a rate is text, such as \("\(number)".quoted) or \"20%\"", at: self)
      return nil
    }
    return text(&problems) { text throws(TextError) in try Rate(text) }
  }

  /// Reads one of the names of a closed set.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ problems: inout Problems
  ) -> Choice? {
    oneOf(Choice.allCases.map { (name: $0.rawValue, value: $0) }, &problems)
  }

  /// The node at the end of a way such as `rules[2].then[0].rows[1]`, or the last on that way that is
  /// there. A place in a list that stands in an object, such as the steps of a formula that names a
  /// form, is found there.
  func descendant(_ path: String) -> DocumentNode {
    var node = self
    for piece in path.split(whereSeparator: { $0 == "." || $0 == "[" }) {
      if piece.hasSuffix("]"), let position = Int(piece.dropLast()) {
        guard
          let element = node.list.flatMap({ $0.indices.contains(position) ? $0[position] : nil })
        else { return node }
        node = element
      } else {
        guard case .object(let members) = node.value,
          let member = members.first(where: { $0.key == piece })
        else { return node }
        node = member.value
      }
    }
    return node
  }

  private var list: [DocumentNode]? {
    switch value {
    case .array(let elements): elements
    case .object(let members):
      members.first { $0.key == "steps" || $0.key == "levels" }?.value.list
    default: nil
    }
  }
}

extension Problems {
  /// Reports what was found in a value that was read from a node, each problem at its place.
  mutating func report(_ error: DocumentError, in node: DocumentNode) {
    for problem in error.problems {
      report(problem.message, at: node.descendant(problem.path), suggestion: problem.suggestion)
    }
  }
}
