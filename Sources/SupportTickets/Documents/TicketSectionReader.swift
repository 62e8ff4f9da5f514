// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

package import SupportCore
package import SupportRules
package import SupportTime

/// Reads the section `tickets`, of a document of its own or of a policy book.
package struct TicketSectionReader {
  /// What every edition shares.
  package struct Frame {
    /// The version of an edition that stands alone.
    package var version: PolicyVersion
    /// From when an edition is in force that does not say.
    package var effectiveFrom: Instant
    /// By whose clocks dates, months and days go; `nil` where the document names no zone.
    package var zone: ZoneRules?
    /// The facts that the document declares.
    package var facts: ReadableFacts
    /// The section that declares them.
    package var factsNode: DocumentNode?
    /// The calendars that could be read.
    package var calendars: [BusinessCalendar.Named]
    /// The names of all calendars, those with mistakes included.
    package var calendarNames: [String]

    /// Creates what every edition shares.
    ///
    /// - Parameters:
    ///   - version: The version of an edition that stands alone.
    ///   - effectiveFrom: From when an edition is in force that does not say.
    ///   - zone: By whose clocks dates, months and days go.
    ///   - facts: The facts that the document declares, none of a room's own.
    ///   - factsNode: The section that declares them.
    ///   - calendars: The calendars that could be read.
    ///   - calendarNames: The names of all calendars.
    package init(
      version: PolicyVersion, effectiveFrom: Instant, zone: ZoneRules?, facts: ReadableFacts,
      factsNode: DocumentNode?, calendars: [BusinessCalendar.Named], calendarNames: [String]
    ) {
      self.version = version
      self.effectiveFrom = effectiveFrom
      self.zone = zone
      self.facts = facts
      self.factsNode = factsNode
      self.calendars = calendars
      self.calendarNames = calendarNames
    }

    /// Whether all is known that a policy is checked against.
    var isSound: Bool {
      facts.isSound && Set(calendars.map(\.name)).isSuperset(of: calendarNames)
    }
  }

  let frame: Frame
  /// The facts of a ticket that the document narrows.
  let narrowed: [FactField]
  /// The facts of a ticket, narrowed, and those that the document declares.
  let facts: ReadableFacts

  /// Creates a reader of the editions of a document.
  ///
  /// - Parameters:
  ///   - frame: What every edition shares.
  ///   - problems: Takes a report where the document declares a fact of the library otherwise.
  package init(_ frame: Frame, _ problems: inout Problems) {
    self.frame = frame
    let declared = frame.facts.schema
    let library = Ticket.factFields.map { open in
      declared.field(open.name).flatMap { $0.narrows(open) ? $0 : nil } ?? open
    }
    narrowed = library.filter { !Ticket.factFields.contains($0) }
    facts = frame.facts.joining(library, at: frame.factsNode, &problems)
  }

  /// Reads the section: one edition, or a list of editions, each with `version` and, but for the
  /// first, `effectiveFrom`.
  ///
  /// - Returns: The editions, or `nil` where there is a mistake in them or in what they need.
  package func editions(
    _ section: DocumentNode, _ problems: inout Problems
  ) -> TicketPolicyEditions? {
    let count = problems.all.count + problems.omitted
    var editions: [TicketPolicyEditions.Edition] = []
    var versions: Set<PolicyVersion> = []
    var starts: Set<Instant> = []
    if case .array(let elements) = section.value {
      if elements.isEmpty { problems.report("at least one edition is needed", at: section) }
      for (number, element) in elements.enumerated() {
        guard let edition = read(element, number: number, &problems) else { continue }
        let version = edition.policy.version
        if !versions.insert(version).inserted {
          problems.report("the version \(version.rawValue.quoted) stands twice", at: element)
        }
        if !starts.insert(edition.from).inserted {
          problems.report("two editions are in force from the same day on", at: element)
        }
        editions.append(edition)
      }
    } else if let edition = read(section, number: nil, &problems) {
      editions.append(edition)
    }
    guard problems.all.count + problems.omitted == count, facts.isSound, frame.isSound else {
      return nil
    }
    return TicketPolicyEditions(editions)
  }

  /// Reads one edition, that of a place in a list or the only one.
  private func read(
    _ node: DocumentNode, number: Int?, _ problems: inout Problems
  ) -> TicketPolicyEditions.Edition? {
    guard var section = node.object(&problems) else { return nil }
    let count = problems.all.count + problems.omitted
    var version: PolicyVersion? = frame.version
    var from: Instant? = frame.effectiveFrom
    if let number {
      version = section.value("version", &problems) { $0.name(&$1) }
      let start =
        number > 0
        ? section.required("effectiveFrom", &problems) : section.optional("effectiveFrom")
      if number > 0 || start != nil {
        from = start.flatMap { Self.start($0, frame.zone, &problems) }
      }
    }
    var policy = TicketPolicy(version ?? frame.version)
    let timing = clock(&section, &policy, &problems)
    let rules = TicketRuleReader(
      section: &section, facts: facts, declared: frame.facts, narrowed: narrowed,
      clock: policy.clock, timing: timing, &problems)
    rules.read(&section, &policy, &problems)
    section.finish(&problems)
    if problems.all.count + problems.omitted == count, facts.isSound, frame.isSound {
      for problem in policy.check() {
        let place = node.place(named: TicketRuleReader.place(of: problem))
        problems.report(problem.message, at: place, suggestion: problem.suggestion)
      }
    }
    guard version != nil, let from else { return nil }
    return .init(from: from, policy)
  }

  /// Gives the policy the clock of the calendar that the section names, or that of the zone.
  ///
  /// - Returns: Which spans the clock can tell.
  private func clock(
    _ section: inout DocumentObject, _ policy: inout TicketPolicy, _ problems: inout Problems
  ) -> TicketRuleReader.Timing {
    guard let node = section.optional("calendar") else {
      policy.clock = frame.zone.map { .aroundTheClock(zone: $0) }
      return frame.zone == nil ? .elapsedOnly : .datesOnly
    }
    let name = node.oneOf(frame.calendarNames.map { (name: $0, value: $0) }, &problems)
    let calendar = frame.calendars.first { $0.name == name }?.calendar
    do throws(UnknownZone) {
      policy.clock = try calendar?.clock(sharing: frame.zone)
    } catch {
      problems.report("\(error)", at: node)
    }
    // After a mistake any clock does: what spans say of it is not asked.
    if policy.clock == nil { policy.clock = .aroundTheClock(zone: frame.zone ?? .utc) }
    return .all
  }

  /// The date from which something is in force: its midnight by the clocks of the document's zone.
  static func start(
    _ node: DocumentNode, _ zone: ZoneRules?, _ problems: inout Problems
  ) -> Instant? {
    let start = (zone ?? .utc).start(reading: node, &problems)
    guard zone != nil else {
      problems.report("a date needs the document's \"zone\", by whose clocks it begins", at: node)
      return nil
    }
    return start
  }
}

extension BusinessCalendar {
  /// The clock of the calendar, with the rules of a zone that was compiled already, where it is its
  /// own.
  func clock(sharing zone: ZoneRules?) throws(UnknownZone) -> BusinessClock {
    if !CompilationMemo.isOn, let zone, zone.identifier == self.zone {
      return try BusinessClock(self, zone: zone)
    }
    return try compiled()
  }
}
