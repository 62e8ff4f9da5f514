// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
public import SupportRules

/// Which facts of a case a router needs: the customer's language and region, and who is served before
/// others of equal urgency.
///
/// ```json
/// "work": { "language": "language", "region": "region",
///           "accessible": { "any": [ { "ageGroup": "elderly" }, { "channel": "accessibility" } ] } }
/// ```
public struct WorkFacts: Hashable, Sendable {
  /// The fact that holds the language; `nil`: the host adds it.
  public var language: String?
  /// The fact that holds the region; `nil`: the host adds it.
  public var region: String?
  /// Who is served before others of equal urgency; `nil`: nobody.
  public var accessible: Condition?

  /// Creates it; by default a router is told nothing of the kind.
  public init(language: String? = nil, region: String? = nil, accessible: Condition? = nil) {
    self.language = language
    self.region = region
    self.accessible = accessible
  }
}

extension WorkFacts {
  /// The facts that are asked about.
  var factsAsked: [String] {
    [language, region].compactMap(\.self) + (accessible?.factsAsked ?? [])
  }

  init?(reading node: DocumentNode, _ facts: FactSchema, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    let language = object.optional("language").flatMap { Self.name($0, facts, &problems) }
    let region = object.optional("region").flatMap { Self.name($0, facts, &problems) }
    let accessible = object.optional("accessible").flatMap {
      Condition(reading: $0, facts, &problems)
    }
    object.finish(&problems)
    guard problems == before else { return nil }
    self.init(language: language, region: region, accessible: accessible)
  }

  private static func name(
    _ node: DocumentNode, _ facts: FactSchema, _ problems: inout Problems
  ) -> String? {
    guard let text = node.nonEmptyString(&problems) else { return nil }
    guard facts.field(text) != nil else {
      problems.report(
        "there is no fact \(text.quoted)", at: node,
        suggestion: EditDistance.nearest(to: text, among: facts.fields.map(\.name)))
      return nil
    }
    return text
  }
}
