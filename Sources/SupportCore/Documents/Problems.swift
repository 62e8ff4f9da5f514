// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Collects mistakes while a document is turned into values, so that all are told at once.
///
/// The reading functions of ``DocumentNode`` take one and report to it; reading goes on after a
/// mistake. At the end, ``throwIfAny()`` throws what was found.
///
/// ```swift
/// var problems = Problems()
/// let tier = node.oneOf([("gold", 1), ("platinum", 2)], &problems)
/// try problems.throwIfAny()
/// ```
public struct Problems: Hashable, Sendable {
  /// The problems kept, in the order of their reports.
  public private(set) var all: [Problem] = []

  /// The number of problems that were reported after ``maximum`` had been kept.
  public private(set) var omitted = 0

  /// The number of problems that are kept, at least 1; those beyond are only counted.
  public let maximum: Int

  /// Creates an empty collection; a maximum below 1 becomes 1.
  public init(maximum: Int = DocumentLimits.standard.maximumProblems) {
    self.maximum = max(maximum, 1)
  }

  /// Tells whether nothing was reported.
  public var isEmpty: Bool { all.isEmpty }

  /// Reports a mistake about a node.
  ///
  /// - Parameters:
  ///   - message: What is wrong, naming the value and the bound, without a full stop.
  ///   - node: The node it is about; gives path, line and column.
  ///   - suggestion: What was probably meant.
  public mutating func report(
    _ message: String, at node: DocumentNode, suggestion: String? = nil
  ) {
    guard admitsOne() else { return }
    all.append(
      Problem(
        path: node.path, line: node.line, column: node.column, message: message,
        suggestion: suggestion))
  }

  /// Reports a mistake about the key of a member, at the place of the key.
  ///
  /// - Parameters:
  ///   - message: What is wrong, naming the key, without a full stop.
  ///   - member: The member it is about.
  ///   - suggestion: The key that was probably meant.
  public mutating func report(
    _ message: String, atKeyOf member: DocumentNode.Member, suggestion: String? = nil
  ) {
    guard admitsOne() else { return }
    all.append(
      Problem(
        path: member.value.path, line: member.line, column: member.column, message: message,
        suggestion: suggestion))
  }

  /// Reports a mistake of a value that was not read from text.
  ///
  /// - Parameters:
  ///   - message: What is wrong, naming the value and the bound, without a full stop.
  ///   - path: The way to the value, as a document would name it.
  ///   - suggestion: What was probably meant.
  public mutating func report(_ message: String, path: String, suggestion: String? = nil) {
    report(Problem(path: path, message: message, suggestion: suggestion))
  }

  /// Reports a problem that was made elsewhere.
  public mutating func report(_ problem: Problem) {
    guard admitsOne() else { return }
    all.append(problem)
  }

  /// Throws everything that was reported, in document order; returns when there is nothing.
  ///
  /// - Throws: ``DocumentError`` with all problems.
  public func throwIfAny() throws(DocumentError) {
    guard let first = all.first else { return }
    throw DocumentError(first, Array(all.dropFirst()), omitted: omitted)
  }

  /// Whether one more is kept; where not, it counts as omitted: ask once for each problem, and after
  /// a no not again.
  mutating func admitsOne() -> Bool {
    if all.count < maximum { return true }
    omitted &+= 1
    return false
  }
}
