// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTickets
import SupportTime

/// Reads one version of the section `serviceLevels`.
struct SLASectionReader {
  /// What every version shares.
  struct Frame {
    var id: String
    var version: String
    var effectiveFrom: Instant
    /// By whose clocks dates begin; `nil` where the document names none.
    var zone: ZoneRules?
    var schema: FactSchema
    var calendars: [String: BusinessCalendar]
    /// The names of the calendars, those with mistakes included.
    var calendarNames: [String]
  }

  /// A version that was read.
  struct Reading {
    var version: SLAPolicyVersions.Version
    /// Which version holds, and where it is said.
    var inForce: SLAPolicyVersions.InForce?
    var inForceNode: DocumentNode?
  }

  let frame: Frame

  func read(_ node: DocumentNode, _ problems: inout Problems) -> Reading? {
    guard var levels = node.object(&problems) else { return nil }
    let version = levels.optional("version").map { $0.nonEmptyString(&problems) } ?? frame.version
    let from = Self.start(levels.optional("effectiveFrom"), frame.zone, &problems)
    let options = Self.options(&levels, &problems)
    let inForceNode = levels.optional("inForce")
    let inForce: SLAPolicyVersions.InForce? = inForceNode.flatMap { Self.choice($0, &problems) }
    let ladders = Self.ladders(levels.optional("ladders"), &problems)
    let metrics = Self.metrics(levels.optional("metrics"), &problems)
    let reader = SLATargetReader(
      calendars: frame.calendarNames, ladders: ladders.map(\.name), metrics: metrics.map(\.metric),
      defaults: &levels, problems: &problems)
    func rules(_ node: DocumentNode) -> [Rule<[SLATarget]>]? {
      Rule.list(reading: node, frame.schema, &problems) { reader.targets($0, &$1) }
    }
    let table = levels.required("rules", &problems).flatMap(rules)
    let otherwise = levels.optional("otherwise").map { reader.targets($0, &problems) } ?? []
    let agreements = levels.optional("agreements").map(rules) ?? []
    levels.finish(&problems)
    guard let version, let table, let otherwise, let agreements, problems.isEmpty else {
      return nil
    }
    let draft = SLAPolicy.Draft(
      id: frame.id, version: PolicyVersion(version), calendars: frame.calendars,
      schema: frame.schema, rules: table, otherwise: otherwise, agreements: agreements,
      metrics: metrics,
      ladders: Dictionary(ladders.map { ($0.name, $0.ladder) }) { first, _ in first },
      options: options, zone: frame.zone)
    do throws(DocumentError) {
      let policy = try SLAPolicy(draft)
      return Reading(
        version: .init(policy, from: from ?? frame.effectiveFrom), inForce: inForce,
        inForceNode: inForceNode)
    } catch {
      for problem in error.problems {
        problems.report("\(problem.path): \(problem.message)", at: node)
      }
      return nil
    }
  }

  // MARK: Parts

  /// The date from which something is in force: its midnight by the clocks of the document's zone.
  static func start(
    _ node: DocumentNode?, _ zone: ZoneRules?, _ problems: inout Problems
  ) -> Instant? {
    guard let node else { return nil }
    let start = (zone ?? .utc).start(reading: node, &problems)
    guard zone != nil else {
      problems.report("a date needs the document's \"zone\", by whose clocks it begins", at: node)
      return nil
    }
    return start
  }

  private static func options(
    _ levels: inout DocumentObject, _ problems: inout Problems
  ) -> SLAPolicyOptions {
    SLAPolicyOptions(
      choose: choice("choose", .first, &levels, &problems),
      onReopen: choice("onReopen", .continue, &levels, &problems),
      onSplit: choice("onSplit", .inherit, &levels, &problems),
      countFrom: choice("countFrom", .start, &levels, &problems))
  }

  private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, _ usual: Choice, _ levels: inout DocumentObject, _ problems: inout Problems
  ) -> Choice {
    levels.optional(key).flatMap { choice($0, &problems) } ?? usual
  }

  private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> Choice? {
    node.oneOf(Choice.allCases.map { (name: $0.rawValue, value: $0) }, &problems)
  }

  /// Ladders with mistakes are named too, so that targets may name them.
  private static func ladders(
    _ node: DocumentNode?, _ problems: inout Problems
  ) -> [(name: String, ladder: Ladder)] {
    guard let object = node?.object(&problems) else { return [] }
    let spare = Ladder.Level("-", after: .elapsed(milliseconds: 0))
    return object.members.compactMap { member in
      let ladder = Ladder(reading: member.value, &problems) ?? (try? Ladder(levels: [spare]))
      return ladder.map { (member.key, $0) }
    }
  }

  private static func metrics(
    _ node: DocumentNode?, _ problems: inout Problems
  ) -> [SLAMetricDefinition] {
    guard let object = node?.object(&problems) else { return [] }
    return object.members.compactMap { metric($0, &problems) }
  }

  private static func metric(
    _ member: DocumentNode.Member, _ problems: inout Problems
  ) -> SLAMetricDefinition? {
    let metric = SLAMetric(member.key)
    if SLAMetricDefinition.standard(metric) != nil {
      problems.report("\(member.key.quoted) is a metric of the library", atKeyOf: member)
    }
    guard var object = member.value.object(&problems) else { return nil }
    var definition = SLAMetricDefinition(metric, start: [], stop: [])
    definition.start = object.required("start", &problems).map { triggers($0, &problems) } ?? []
    definition.stop = object.required("stop", &problems).map { triggers($0, &problems) } ?? []
    definition.cancel = object.optional("cancel").map { triggers($0, &problems) } ?? []
    definition.pauseWhile =
      object.optional("pauseWhile").flatMap { SLATargetReader.pauses($0, &problems) } ?? []
    definition.repeats = object.optional("repeats")?.boolean(&problems) ?? false
    definition.afterFirstReply = object.optional("afterFirstReply")?.boolean(&problems) ?? false
    object.finish(&problems)
    return definition
  }

  /// A list of names such as `reply`, `stage complaint/assessed` and `document voucher`, at least one.
  private static func triggers(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> [SLATrigger] {
    if case .array(let elements) = node.value, elements.isEmpty {
      problems.report("at least one trigger is needed", at: node)
    }
    return node.values(&problems) { node, problems -> SLATrigger? in
      guard case .string(let text) = node.value, let space = text.firstIndex(of: " ") else {
        return node.oneOf(SLATrigger.named, &problems)
      }
      if let trigger = SLATrigger(words: text) { return trigger }
      report(text, beginningWith: String(text[..<space]), at: node, &problems)
      return nil
    } ?? []
  }

  private static func report(
    _ text: String, beginningWith word: String, at node: DocumentNode, _ problems: inout Problems
  ) {
    let beginnings = SLATrigger.beginnings
    if let known = beginnings.first(where: { $0.name == word }) {
      problems.report("\(text.quoted) names no \(word); write \(known.example.quoted)", at: node)
      return
    }
    let examples = beginnings.map(\.example.quoted).joined(separator: ", ")
    let nearest = EditDistance.nearest(to: word, among: beginnings.map(\.name))
    problems.report(
      "\(text.quoted) is no trigger; of several words are such as \(examples)", at: node,
      suggestion: nearest.map { $0 + text.dropFirst(word.count) })
  }
}
