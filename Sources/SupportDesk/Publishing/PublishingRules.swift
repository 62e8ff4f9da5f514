// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What it takes to put a version of a book into force.
///
/// ```json
/// "publishing": { "findings": "noWarnings", "backTest": true, "secondPerson": true }
/// ```
public struct PublishingRules: Hashable, Sendable {
  /// Which findings stand in the way.
  public enum Findings: String, Hashable, Sendable, CaseIterable {
    /// Those that are errors; warnings are shown.
    case noErrors
    /// Errors and warnings that the book does not accept with a reason.
    case noWarnings
  }

  /// Which findings stand in the way.
  public var findings: Findings
  /// Whether it has to be tried on histories first.
  public var backTest: Bool
  /// Whether somebody else than who proposes it has to agree.
  public var secondPerson: Bool

  /// Creates rules; by default only errors stand in the way.
  public init(
    findings: Findings = .noErrors, backTest: Bool = false, secondPerson: Bool = false
  ) {
    self.findings = findings
    self.backTest = backTest
    self.secondPerson = secondPerson
  }
}

extension PublishingRules {
  init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    let findings = object.optional("findings").flatMap { node in
      node.oneOf(Findings.allCases.map { ($0.rawValue, $0) }, &problems)
    }
    let backTest = object.optional("backTest").flatMap { $0.boolean(&problems) }
    let second = object.optional("secondPerson").flatMap { $0.boolean(&problems) }
    object.finish(&problems)
    guard problems == before else { return nil }
    self.init(
      findings: findings ?? .noErrors, backTest: backTest ?? false, secondPerson: second ?? false)
  }
}
