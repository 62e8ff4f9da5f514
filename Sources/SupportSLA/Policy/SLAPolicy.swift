// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules
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
  let core: SLAPolicyCore
  let book: SLARulebook

  /// Everything that makes a policy.
  struct Draft {
    var id: String
    var version: PolicyVersion
    var calendars: [String: BusinessCalendar]
    var schema: FactSchema?
    var rules: [Rule<[SLATarget]>]
    var otherwise: [SLATarget]
    var agreements: [Rule<[SLATarget]>]
    var metrics: [SLAMetricDefinition]
    var ladders: [String: Ladder]
    var options: SLAPolicyOptions
    /// By whose clocks people are told of promises that name no calendar; `nil`: UTC.
    var zone: ZoneRules?
  }

  /// Creates a policy.
  ///
  /// - Parameters:
  ///   - id: The name of the policy.
  ///   - version: Its version.
  ///   - calendars: The calendars that targets and ladders name.
  ///   - schema: The facts that rules may ask about; by default those of a ticket.
  ///   - rules: The rules; `options` says how one or several give a ticket its targets.
  ///   - otherwise: The targets of a ticket that no rule matches; by default it has none.
  ///   - agreements: What was agreed with single customers: the first that matches replaces the
  ///     targets about the same promises and leaves the others.
  ///   - metrics: The desk's own metrics.
  ///   - ladders: The ladders that targets name.
  ///   - options: What the policy decides beside its rules.
  /// - Throws: `DocumentError` with a problem for each mistake of the rules, each calendar, ladder
  ///   and metric that is not there or cannot be compiled, each target in business time without a
  ///   calendar, each reminder out of bounds and each promise that stands twice in a rule.
  public init(
    _ id: String, version: PolicyVersion = "1", calendars: [String: BusinessCalendar] = [:],
    schema: FactSchema? = nil, rules: [Rule<[SLATarget]>], otherwise: [SLATarget] = [],
    agreements: [Rule<[SLATarget]>] = [], metrics: [SLAMetricDefinition] = [],
    ladders: [String: Ladder] = [:], options: SLAPolicyOptions = SLAPolicyOptions()
  ) throws(DocumentError) {
    try self.init(
      Draft(
        id: id, version: version, calendars: calendars, schema: schema, rules: rules,
        otherwise: otherwise, agreements: agreements, metrics: metrics, ladders: ladders,
        options: options))
  }

  init(_ draft: Draft) throws(DocumentError) {
    let core = try SLAPolicyCore(draft)
    self.init(core: core, book: SLARulebook(schema: core.rules.schema, [(.min, core)]))
  }

  init(core: SLAPolicyCore, book: SLARulebook) {
    self.core = core
    self.book = book
  }

  /// The name of the policy.
  public var id: String { core.draft.id }
  /// Its version; recorded with what it decides.
  public var version: PolicyVersion { core.draft.version }
  /// The rules that choose the targets of a ticket by its facts.
  public var rules: RuleTable<[SLATarget]> { core.rules }
  /// What was agreed with single customers.
  public var agreements: [Rule<[SLATarget]>] { core.draft.agreements }
  /// What the policy decides beside its rules.
  public var options: SLAPolicyOptions { core.draft.options }
  /// The ladders that targets name.
  public var ladders: [String: Ladder] { core.draft.ladders }

  /// The desk's own metrics.
  package var ownMetrics: [SLAMetricDefinition] { core.draft.metrics }

  /// The metrics that any target measures, each once, in the order in which targets name them
  /// first.
  public var metrics: [SLAMetric] { book.metricNames }

  /// Returns the same policy with another calendar under a name, to ask what it would change.
  ///
  /// - Throws: `DocumentError` where the calendar cannot be compiled.
  public func replacing(
    calendar name: String, with calendar: BusinessCalendar
  ) throws(DocumentError) -> Self {
    var draft = core.draft
    draft.calendars[name] = calendar
    return try Self(draft)
  }
}
