// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// All mistakes found in a document, never none, in document order.
///
/// Thrown by everything that reads documents. Show ``description``, one line for each problem, to
/// whoever wrote the document.
public struct DocumentError: Error, Hashable, Sendable {
  /// The problems by line and column, then in the order of their discovery; at least one.
  public let problems: [Problem]

  /// The number of problems found beyond those listed.
  public let omitted: Int

  /// Creates an error from at least one problem, putting them into document order.
  ///
  /// - Parameters:
  ///   - first: A problem.
  ///   - others: More problems, in any order.
  ///   - omitted: The number of problems that are not listed; below 0 counts as 0.
  public init(_ first: Problem, _ others: [Problem] = [], omitted: Int = 0) {
    let sorted = ([first] + others).enumerated().sorted { left, right in
      (left.element.line, left.element.column, left.offset)
        < (right.element.line, right.element.column, right.offset)
    }
    problems = sorted.map(\.element)
    self.omitted = max(omitted, 0)
  }
}

extension DocumentError: CustomStringConvertible {
  /// The problems, one a line; the last line counts those that are not listed.
  public var description: String {
    let lines = problems.map(\.description)
    return (omitted > 0 ? lines + ["… and \(omitted) more"] : lines).joined(separator: "\n")
  }
}
