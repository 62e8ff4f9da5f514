// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules
import SupportTime

extension TicketPolicy {
  /// What is wrong with the policy itself, all of it at once; empty where nothing is.
  ///
  /// Use it when a policy is made, not for each decision. It finds numbers outside their bounds, names
  /// that stand twice, openings that must bring what only a verified customer may say, conditions about
  /// facts that nobody declares, facts of the library that are not narrowed but widened, windows that no
  /// time fits, procedures without stages, and spans that need a clock where there is none.
  public func check() -> [Problem] {
    var problems = Problems()
    checkNumbers(&problems)
    checkNames(&problems)
    checkIntake(&problems)
    checkProcedures(&problems)
    checkSpans(&problems)
    checkNarrowed(&problems)
    checkFields(&problems)
    checkConditions(&problems)
    return problems.all
  }

  /// What is wrong with the rules, each by itself: not their names, and not the fields.
  func checkRules() -> [Problem] {
    var problems = Problems()
    checkNumbers(&problems)
    checkProcedures(&problems)
    checkSpans(&problems)
    checkConditions(&problems)
    return problems.all
  }

  private func checkNumbers(_ problems: inout Problems) {
    func check(_ value: Int64, _ bounds: ClosedRange<Int64>, _ path: String) {
      if bounds.contains(value) { return }
      let end = bounds.upperBound == .max ? "" : " ... \(bounds.upperBound)"
      problems.report("\(value) is outside \(bounds.lowerBound)\(end)", path: path)
    }
    if let attachments {
      check(attachments.mostBytes, 0...Int64.max, "attachments.mostBytes")
      check(Int64(attachments.mostPerMessage ?? 0), 0...Int64.max, "attachments.mostPerMessage")
    }
    if let transfers { check(Int64(transfers.most), 0...Int64.max, "transfers.most") }
    if let dissatisfaction {
      check(Int64(dissatisfaction.mostStars), 1...5, "dissatisfaction.mostStars")
    }
    if let inspection { check(Int64(inspection.below), 0...1_001, "inspection.below") }
    if let conversations { check(Int64(conversations.most), 0...Int64.max, "conversations.most") }
    if let abuse {
      check(Int64(abuse.bound), 0...1_000, "abuse.bound")
      check(Int64(abuse.warnings), 0...1_000_000, "abuse.warnings")
    }
  }

  private func checkNames(_ problems: inout Problems) {
    func check(_ names: [String], _ path: String) {
      var seen: Set<String> = []
      for (position, name) in names.enumerated() where !seen.insert(name).inserted {
        problems.report("\"\(name)\" stands twice", path: "\(path)[\(position)]")
      }
    }
    check(intake.map(\.id.rawValue), "intake")
    check(requirements.map(\.id.rawValue), "requirements")
    check(procedures.map(\.procedure.rawValue), "procedures")
    check(incidentPlans.map { "\($0.level.rawValue)" }, "incidentPlans")
    check(confirmations.map(\.step.rawValue), "confirmations")
    check(fields.map(\.name), "fields")
    check(followUps.map(\.id.rawValue), "followUps")
    check(notices.map(\.purpose), "notices")
    check(retention.map(\.id.rawValue), "retention")
    for (position, rule) in procedures.enumerated() {
      check(rule.stages.map(\.rawValue), "procedures[\(position)].stages")
    }
  }

  private func checkIntake(_ problems: inout Problems) {
    for (position, rule) in intake.enumerated() {
      for part in rule.requires where waitsForIdentity(part) {
        problems.report(
          "\(part.name.quoted) needs a verified identity, so no opening brings it",
          path: "intake[\(position)].requires")
      }
    }
  }

  private func waitsForIdentity(_ part: Part) -> Bool {
    switch part {
    case .field(let name): fields.first { $0.name == name }?.verifiedBy != nil
    case .anyOf(let parts): !parts.isEmpty && parts.allSatisfy(waitsForIdentity)
    default: false
    }
  }

  private func checkNarrowed(_ problems: inout Problems) {
    for (position, field) in narrowed.enumerated() {
      let path = "narrowed[\(position)]"
      if let open = Ticket.factSchema.field(field.name) {
        if !field.narrows(open) {
          problems.report("the fact \(field.name.quoted) can only be narrowed", path: path)
        } else if (try? FactSchema([field])) == nil {
          problems.report("the fact \(field.name.quoted) has no values", path: path)
        }
      } else {
        problems.report(
          "there is no fact \(field.name.quoted) of the library", path: path,
          suggestion: EditDistance.nearest(
            to: field.name, among: Ticket.factFields.map(\.name)))
      }
      if narrowed.prefix(position).contains(where: { $0.name == field.name }) {
        problems.report("\(field.name.quoted) stands twice", path: path)
      }
    }
  }

  private func checkFields(_ problems: inout Problems) {
    for (position, rule) in fields.enumerated() {
      let path = "fields[\(position)]"
      if Ticket.factSchema.field(rule.name) != nil {
        problems.report("\(rule.name.quoted) is a fact of the library", path: "\(path).name")
      }
      do throws(DocumentError) {
        _ = try FactSchema([rule.fact])
      } catch {
        for problem in error.problems { problems.report(problem.message, path: path) }
      }
    }
  }

  private func checkConditions(_ problems: inout Problems) {
    for (place, condition) in conditions {
      condition.check(against: factSchema, path: place, &problems)
    }
  }

  private func checkProcedures(_ problems: inout Problems) {
    for (position, rule) in procedures.enumerated() {
      let path = "procedures[\(position)]"
      if rule.stages.isEmpty { problems.report("there is no stage", path: "\(path).stages") }
      guard let window = rule.window,
        let earliest = try? due(window.earliest, from: .epoch, for: .reachStage),
        let latest = try? due(window.latest, from: .epoch, for: .reachStage)
      else { continue }
      if earliest > latest { problems.report("it ends before it begins", path: "\(path).window") }
    }
    for (position, rule) in notices.enumerated() where rule.channels.isEmpty {
      problems.report("there is no channel", path: "notices[\(position)].channels")
    }
  }

  private func checkSpans(_ problems: inout Problems) {
    func check(_ span: ServiceDuration, _ path: String) {
      if span.isNegative { problems.report("it runs backwards", path: path) }
      if case .elapsed = span { return }
      if clock == nil { problems.report("\(span) needs a clock", path: path) }
    }
    for (position, rule) in procedures.enumerated() {
      guard let window = rule.window else { continue }
      check(window.earliest, "procedures[\(position)].window.earliest")
      check(window.latest, "procedures[\(position)].window.latest")
    }
    if let abuse { check(abuse.blockFor, "abuse.blockFor") }
    for (position, rule) in followUps.enumerated() {
      check(rule.delay, "followUps[\(position)].delay")
      if let every = rule.every { check(every, "followUps[\(position)].every") }
    }
    for (position, rule) in retention.enumerated() {
      check(rule.period, "retention[\(position)].period")
    }
    if let duplicates { check(duplicates.within, "duplicates.within") }
    if let afterAccountClosure { check(afterAccountClosure.period, "afterAccountClosure.period") }
  }
}
