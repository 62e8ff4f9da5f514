// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules
import SupportTickets
public import SupportTime

/// Which promises hold for which tickets: a rule table of targets, with its calendars compiled.
///
/// ```swift
/// let policy = try SLAPolicy(
///   "standard", version: "2025-01", calendars: ["office": office],
///   rules: [
///     Rule("urgent", when: .equals("priority", "urgent"), then: [
///       SLATarget(.firstReply, within: .elapsed(milliseconds: 900_000)),
///       SLATarget(
///         .resolution, within: .business(milliseconds: 14_400_000), calendar: "office"),
///     ])
///   ])
/// ```
public struct SLAPolicy: Sendable {
  /// The name of the policy.
  public let id: String
  /// Its version; recorded with what it decides.
  public let version: PolicyVersion
  /// The rules that choose the targets of a ticket by its facts.
  public let rules: RuleTable<[SLATarget]>

  /// The targets of all rules, each with the clock that counts for it.
  let targets: [CompiledTarget]
  /// Per rule the range of its targets in `targets`.
  let targetsOfRule: [RuleID: Range<Int>]
  /// The range of the default's targets in `targets`.
  let targetsOfDefault: Range<Int>
  let factPositions: TicketFactPositions

  /// A target with everything that measuring needs.
  struct CompiledTarget: Sendable {
    var rule: RuleID
    var target: SLATarget
    var clock: BusinessClock
  }

  /// Creates a policy.
  ///
  /// - Parameters:
  ///   - id: The name of the policy.
  ///   - version: Its version.
  ///   - calendars: The calendars that targets name.
  ///   - schema: The facts that rules may ask about; by default those of a ticket.
  ///   - rules: The rules; the first that matches a ticket gives it its targets.
  ///   - otherwise: The targets of a ticket that no rule matches; by default it has none.
  /// - Throws: `DocumentError` with a problem for each mistake of the rules, each calendar that
  ///   cannot be compiled or is not there, each target in business time without a calendar and
  ///   each metric that stands twice in a rule.
  public init(
    _ id: String, version: PolicyVersion = "1", calendars: [String: BusinessCalendar] = [:],
    schema: FactSchema? = nil, rules: [Rule<[SLATarget]>], otherwise: [SLATarget] = []
  ) throws(DocumentError) {
    let schema = if let schema { schema } else { try FactSchema(Ticket.factFields) }
    let table = try RuleTable(
      id, schema: schema, rules: rules, otherwise: otherwise.isEmpty ? nil : otherwise)
    var compiler = SLATargetCompiler(calendars: calendars)
    for (position, rule) in rules.enumerated() {
      compiler.add(rule.then, of: rule.id, path: "rules[\(position)].then")
    }
    let ranges = compiler.ranges
    compiler.add(otherwise, of: Self.otherwiseID, path: "otherwise")
    try compiler.problems.throwIfAny()
    self.id = id
    self.version = version
    self.rules = table
    targets = compiler.targets
    targetsOfRule = ranges
    targetsOfDefault = compiler.ranges[Self.otherwiseID] ?? 0..<0
    factPositions = TicketFactPositions(schema, asked: table.factsAsked)
  }

  /// Stands for the default of the table where a status names its rule.
  static let otherwiseID: RuleID = "otherwise"

  /// The targets that hold for some facts; empty where no rule matches or none can be assessed.
  func targets(for facts: Facts) -> Range<Int> {
    switch rules.decide(facts) {
    case .matched(let rule, _): targetsOfRule[rule] ?? 0..<0
    case .otherwise: targetsOfDefault
    default: 0..<0
    }
  }
}
