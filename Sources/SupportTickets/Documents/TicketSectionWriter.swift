// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

package import SupportCore
package import SupportRules
package import SupportTime

/// Writes editions of a policy as the section `tickets` that ``TicketSectionReader`` reads; what is
/// as usual is left out.
package struct TicketSectionWriter {
  typealias Member = DocumentForm.Member

  private let zone: ZoneRules?
  private let calendars: [BusinessCalendar.Named]
  private let facts: [FactField]

  /// Creates a writer for a document with a zone, calendars and facts.
  package init(zone: ZoneRules?, calendars: [BusinessCalendar.Named], facts: [FactField]) {
    self.zone = zone
    self.calendars = calendars
    self.facts = facts
  }

  /// The section.
  ///
  /// - Parameters:
  ///   - editions: What it says.
  ///   - version: The version of the document, which an edition that stands alone has as well.
  ///   - effectiveFrom: From when the document is in force, and such an edition with it.
  /// - Returns: One edition, or a list.
  package func form(
    _ editions: TicketPolicyEditions, version: PolicyVersion, effectiveFrom: Instant
  ) -> DocumentForm {
    let all = editions.editions
    if all.count == 1, all[0].policy.version == version, all[0].from == effectiveFrom {
      return .object(members(all[0].policy))
    }
    return .list(
      all.map { edition in
        var members = [Member("version", .text(edition.policy.version.rawValue))]
        if edition.from != .min, let date = date(of: edition.from) {
          members.append(Member("effectiveFrom", .text(date.description)))
        }
        return .object(members + self.members(edition.policy))
      })
  }

  /// The date that begins at an instant; `nil` where none does.
  func date(of instant: Instant) -> CivilDate? {
    guard let zone else { return nil }
    let date = zone.date(at: instant)
    return zone.instant(date: date, time: .midnight) == instant ? date : nil
  }

  /// The name of the calendar by which a policy counts; `nil` where it counts by the zone alone, or
  /// by none that the document has.
  func calendar(of policy: TicketPolicy) -> String? {
    guard let clock = policy.clock, clock != zone.map({ .aroundTheClock(zone: $0) }) else {
      return nil
    }
    return calendars.first { isMade(clock, of: $0.calendar) }?.name
  }

  private func isMade(_ clock: BusinessClock, of calendar: BusinessCalendar) -> Bool {
    guard clock.calendar == calendar else { return false }
    if let zone, zone.identifier == calendar.zone { return clock.zone == zone }
    return clock.zone == (try? ZoneRules(identifier: calendar.zone))
  }

  // MARK: The section

  private func members(_ policy: TicketPolicy) -> [Member] {
    var members: [Member] = []
    func add(_ key: String, _ form: DocumentForm?) {
      if let form { members.append(Member(key, form)) }
    }
    func list<Rule>(_ key: String, _ rules: [Rule], _ form: (Rule) -> DocumentForm) {
      if !rules.isEmpty { add(key, .list(rules.map(form))) }
    }
    func flag(_ key: String, _ flag: Bool) {
      if flag { add(key, .flag(true)) }
    }
    add("calendar", calendar(of: policy).map(DocumentForm.text))
    add("fields", fields(policy.fields))
    add("kinds", policy.kinds.map { .names($0) })
    list("intake", policy.intake) { $0.form }
    add("attachments", policy.attachments?.form)
    list("permissions", policy.permissions) { $0.form }
    list("reasonsRequired", policy.reasonsRequired) { .text($0.rawValue) }
    list("forbiddenMarks", policy.forbiddenMarks) { $0.form }
    flag("holdingReplyNeedsReason", policy.holdingReplyNeedsReason)
    add("transfers", policy.transfers?.form)
    flag("ownerKeeps", policy.ownerKeeps)
    list("requirements", policy.requirements) { $0.form }
    list("procedures", policy.procedures) { $0.form }
    list("incidentPlans", policy.incidentPlans) { $0.form }
    list("confirmations", policy.confirmations) { $0.form }
    flag("receiptNeeded", policy.receiptNeeded)
    add("recordings", policy.recordings?.form)
    add("dissatisfaction", policy.dissatisfaction?.form)
    add("inspection", policy.inspection?.form)
    add("abuse", policy.abuse?.form)
    add("identity", identity(policy))
    list("followUps", policy.followUps) { $0.form }
    list("notices", policy.notices) { $0.form }
    list("retention", policy.retention) { $0.form }
    add("duplicates", policy.duplicates?.form)
    add("conversations", policy.conversations?.form)
    add("afterAccountClosure", policy.afterAccountClosure?.form)
    return members
  }

  private func identity(_ policy: TicketPolicy) -> DocumentForm? {
    var members: [Member] = []
    if !policy.identityMethods.isEmpty {
      members.append(Member("methods", .texts(policy.identityMethods)))
    }
    if !policy.identityNeeded.isEmpty {
      members.append(Member("neededFor", .texts(policy.identityNeeded.map(\.rawValue))))
    }
    return members.isEmpty ? nil : .object(members)
  }

  /// What only tickets know of fields; `nil` where that is nothing.
  private func fields(_ rules: [TicketPolicy.FieldRule]) -> DocumentForm? {
    let names = Set(facts.map(\.name))
    let members = rules.compactMap { rule -> Member? in
      var members: [Member] = []
      if !names.contains(rule.name) || rule.sensitivity == .biometric {
        members.append(Member("sensitivity", .text(rule.sensitivity.rawValue)))
      }
      if let methods = rule.verifiedBy {
        members.append(Member("verifiedBy", methods.isEmpty ? .text("any") : .texts(methods)))
      }
      return members.isEmpty ? nil : Member(rule.name, .object(members))
    }
    return members.isEmpty ? nil : .object(members)
  }
}
