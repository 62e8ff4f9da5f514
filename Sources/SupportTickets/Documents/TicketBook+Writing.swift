// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules
public import SupportTime

extension TicketBook {
  /// Creates a book of editions that were made in code, to be written.
  ///
  /// Each fact becomes a field of every edition, and a field that says what its values are becomes
  /// a fact. Facts come first among the fields of an edition, in their order.
  ///
  /// - Parameters:
  ///   - id: The name of the book.
  ///   - version: Its version; left out, that of the latest edition.
  ///   - zone: By whose clocks dates, months and days go; left out, that of the clock of the latest
  ///     edition.
  ///   - calendars: The calendars from which the clocks of editions are made.
  ///   - facts: Facts of the document that no edition has as a field yet.
  ///   - editions: The editions.
  /// - Throws: `DocumentError` with everything that ``TicketPolicy/check()`` finds, and with what a
  ///   document cannot say: a clock of no calendar, an edition in force from another time than
  ///   midnight, editions that take one field differently, parts that no ticket can have, names
  ///   that are blank.
  public init(
    _ id: String, version: PolicyVersion? = nil, zone: ZoneRules? = nil,
    calendars: [BusinessCalendar.Named] = [], facts: [FactField] = [],
    _ editions: TicketPolicyEditions
  ) throws(DocumentError) {
    let latest = editions.policy(at: .max)
    let all = Self.facts(of: editions, after: facts)
    let draft = Self(
      sound: id, version: version ?? latest?.version ?? "1", zone: zone ?? latest?.clock?.zone,
      calendars: calendars, facts: all, editions: Self.ordered(editions, by: all))
    var problems = Problems()
    draft.check(&problems)
    try problems.throwIfAny()
    let read = try Self(draft.json)
    guard read == draft else {
      throw DocumentError(
        Problem(
          path: "tickets",
          message: "a document would say something else: \(draft.difference(from: read))"))
    }
    self = draft
  }

  /// Creates a book of one policy that was made in code, in force without a beginning.
  ///
  /// - Throws: As ``init(_:version:zone:calendars:facts:_:)``.
  public init(
    _ id: String, zone: ZoneRules? = nil, calendars: [BusinessCalendar.Named] = [],
    facts: [FactField] = [], _ policy: TicketPolicy
  ) throws(DocumentError) {
    try self.init(
      id, zone: zone, calendars: calendars, facts: facts,
      TicketPolicyEditions([.init(from: .min, policy)]))
  }

  /// The book as JSON text; reading it gives an equal book, where its zone is known by its name.
  public var json: String { form.text }

  private var form: DocumentForm {
    var members: [DocumentForm.Member] = [
      .init("format", .integer(0)), .init("id", .text(id)),
      .init("version", .text(version.rawValue)),
    ]
    let writer = TicketSectionWriter(zone: zone, calendars: calendars, facts: facts)
    // One edition begins with the document; of several, each says when.
    let all = editions.editions
    let from = all.count == 1 && all[0].policy.version == version ? all[0].from : .min
    if from != .min, let date = writer.date(of: from) {
      members.append(.init("effectiveFrom", .text(date.description)))
    }
    if let zone { members.append(.init("zone", .text(zone.identifier))) }
    if !calendars.isEmpty {
      members.append(
        .init("calendars", .object(calendars.map { .init($0.name, $0.calendar.form) })))
    }
    if !facts.isEmpty { members.append(.init("facts", FactSchema.form(of: facts))) }
    members.append(
      .init("tickets", writer.form(editions, version: version, effectiveFrom: from)))
    return .object(members)
  }

  // MARK: Checks

  private func check(_ problems: inout Problems) {
    let writer = TicketSectionWriter(zone: zone, calendars: calendars, facts: facts)
    if editions.editions.isEmpty {
      problems.report("at least one edition is needed", path: "tickets")
    }
    for edition in editions.editions {
      let policy = edition.policy
      for problem in policy.check() { problems.report(problem) }
      if let clock = policy.clock, writer.calendar(of: policy) == nil,
        clock != zone.map({ .aroundTheClock(zone: $0) })
      {
        problems.report(
          "the clock of \(policy.version) is made of none of the calendars", path: "calendar")
      }
      if policy.clock == nil, zone != nil {
        problems.report(
          "\(policy.version) has no clock, but the document a zone", path: "calendar")
      }
      if edition.from != .min, writer.date(of: edition.from) == nil {
        problems.report(
          "\(policy.version) is in force from \(edition.from), which is no midnight of the zone",
          path: "effectiveFrom")
      }
    }
  }

  /// Which edition another book has differently, or what else.
  private func difference(from other: Self) -> String {
    for (mine, its) in zip(editions.editions, other.editions.editions) where mine != its {
      let fields = mine.policy.fields.filter { !its.policy.fields.contains($0) }
      if let field = fields.first { return "the field \(field.name) of \(mine.policy.version)" }
      return "the edition \(mine.policy.version)"
    }
    return "names, calendars or facts"
  }

  // MARK: Facts and fields

  /// The facts, behind some the fields of the editions that say what their values are.
  private static func facts(
    of editions: TicketPolicyEditions, after facts: [FactField]
  ) -> [FactField] {
    var all = facts
    var names = Set(facts.map(\.name))
    for field in editions.editions.flatMap(\.policy.narrowed)
    where names.insert(field.name).inserted {
      all.append(field)
    }
    for rule in editions.editions.flatMap(\.policy.fields) {
      guard let domain = rule.domain, names.insert(rule.name).inserted else { continue }
      all.append(
        FactField(
          rule.name, domain, isOptional: true, isPersonal: rule.sensitivity == .personal))
    }
    return (try? FactSchema(all))?.fields ?? all
  }

  /// The editions, each with all facts as fields, these first.
  private static func ordered(
    _ editions: TicketPolicyEditions, by facts: [FactField]
  ) -> TicketPolicyEditions {
    let own = facts.filter { Ticket.factSchema.field($0.name) == nil }
    let names = Set(own.map(\.name))
    return TicketPolicyEditions(
      editions.editions.map { edition in
        var edition = edition
        let rules = edition.policy.fields
        let narrowed = edition.policy.narrowed
        edition.policy.narrowed = Ticket.factFields.compactMap { open in
          narrowed.first { $0.name == open.name }
        }
        let byName = Dictionary(rules.map { ($0.name, $0) }) { first, _ in first }
        edition.policy.fields =
          own.map { fact in
            byName[fact.name]
              ?? .init(fact.name, fact.isPersonal ? .personal : .plain, domain: fact.domain)
          } + rules.filter { !names.contains($0.name) }
        return edition
      })
  }
}
