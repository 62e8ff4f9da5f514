// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules
public import SupportTime

/// The section of a policy book that tickets need: what a desk rules about them, as people write
/// it.
///
/// The same policy can be said in code and in a document: what ``json`` tells reads as an equal
/// book. The format is number 0: it may change until version 0.1.0 of the library. Its JSON Schema is
/// `Documentation/schemas/tickets.schema.json`.
///
/// ```json
/// {
///   "format": 0, "id": "travel", "version": "2025-01", "zone": "Asia/Shanghai",
///   "calendars": { "office": { "weekly": { "mon-fri": ["09:00-18:00"] } } },
///   "facts": { "cause": { "oneOf": ["company", "customer"] },
///              "orderNumber": { "is": "text" },
///              "reach": { "is": "text", "personal": true } },
///   "tickets": {
///     "calendar": "office",
///     "fields": { "faceScan": { "sensitivity": "biometric" } },
///     "intake": [ { "id": "TK-1", "requires": ["kind", { "any": ["customer", "field reach"] }],
///                   "noted": ["field orderNumber"] } ],
///     "permissions": [ { "commands": ["close"], "to": ["assignee", { "agents": ["li"] }] } ],
///     "transfers": { "most": 2, "within": "contact", "escalateTo": "leads" },
///     "requirements": [
///       { "id": "TK-2", "before": ["close"], "needs": ["answer"], "exceptFor": ["outOfScope"] },
///       { "id": "TK-3", "when": { "cause": "company" }, "before": ["close"],
///         "needs": ["document apology"] } ],
///     "abuse": { "bound": "90%", "warnings": 1, "blockFor": "24 h" },
///     "followUps": [ { "id": "care", "after": "solve", "purpose": "satisfaction",
///                      "delay": "by end of 3 working days" } ],
///     "retention": [ { "id": "law", "keep": "evidence", "for": "36 months", "from": "closing",
///                      "isLaw": true } ] }
/// }
/// ```
///
/// `facts` are declared once for the whole document, and each is a field that tickets can have, but
/// for those that a ticket brings itself, such as `channel`: of them the document says which values
/// the desk knows, see ``TicketPolicy/narrowed``. What only tickets know of fields stands under
/// `fields`. Spans go by the `calendar` that the section
/// names; without one, months and days go by the `zone`. `tickets` may also be a list of editions,
/// each with its `version` and, but for the first, `effectiveFrom`: a case keeps the edition in
/// force at its opening.
public struct TicketBook: Hashable, Sendable {
  /// The name of the book.
  public let id: String
  /// Its version; that of the policy, where there is one edition.
  public let version: PolicyVersion
  /// By whose clocks dates, months and days go; `nil` where the document names no zone.
  public let zone: ZoneRules?
  /// The calendars, in the order of the document.
  public let calendars: [BusinessCalendar.Named]
  /// The facts that the document declares; each is a field of every edition, or a fact of tickets that
  /// every edition narrows.
  public let facts: [FactField]
  /// The editions of the policy; most books have one.
  public let editions: TicketPolicyEditions

  /// The latest edition of the policy.
  public var policy: TicketPolicy { editions.policy(at: .max) ?? TicketPolicy(version) }

  /// Reads a book.
  ///
  /// - Parameters:
  ///   - text: The document, JSON in UTF-8.
  ///   - limits: The bounds on size, depth and number of values.
  /// - Throws: `DocumentError` with every mistake of the document, each with its place.
  /// - Complexity: O(*n*) in the length of the text, times the number of facts for each rule.
  public init(
    _ text: some Collection<UInt8>, limits: DocumentLimits = .standard
  ) throws(DocumentError) {
    self = try DocumentNode.read(text, limits: limits) { node, problems in
      Self(reading: node, &problems)
    }
  }

  /// Reads a book from text; see ``init(_:limits:)``.
  ///
  /// - Throws: `DocumentError` with every mistake of the document, each with its place.
  public init(_ text: String) throws(DocumentError) {
    try self.init(text.utf8)
  }

  init(
    sound id: String, version: PolicyVersion, zone: ZoneRules?,
    calendars: [BusinessCalendar.Named], facts: [FactField], editions: TicketPolicyEditions
  ) {
    self.id = id
    self.version = version
    self.zone = zone
    self.calendars = calendars
    self.facts = facts
    self.editions = editions
  }

  package init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var book = node.object(&problems) else { return nil }
    _ = book.required("format", &problems)?.integer(in: 0...0, &problems)
    let id = book.required("id", &problems)?.nonEmptyString(&problems)
    let version = book.required("version", &problems)?.nonEmptyString(&problems)
    let zone = book.optional("zone").map { ZoneRules(reading: $0, &problems) ?? .utc }
    let from = book.optional("effectiveFrom").flatMap {
      TicketSectionReader.start($0, zone, &problems)
    }
    let calendarsNode = book.optional("calendars")
    let calendars =
      calendarsNode.map {
        BusinessCalendar.section(reading: $0, zone: zone?.identifier, &problems)
      } ?? []
    let factsNode = book.optional("facts")
    let facts =
      factsNode.map { ReadableFacts(reading: $0, &problems) } ?? ReadableFacts(FactSchema.none)
    let section = book.required("tickets", &problems)
    book.finish(&problems)
    let reader = TicketSectionReader(
      .init(
        version: PolicyVersion(version ?? ""), effectiveFrom: from ?? .min, zone: zone,
        facts: facts, factsNode: factsNode, calendars: calendars,
        calendarNames: Self.names(calendarsNode)), &problems)
    let editions = section.flatMap { reader.editions($0, &problems) }
    guard let id, let version, let editions, problems.isEmpty else { return nil }
    self.init(
      sound: id, version: PolicyVersion(version), zone: zone, calendars: calendars,
      facts: facts.schema.fields, editions: editions)
  }

  /// The names of the calendars, those with mistakes included.
  private static func names(_ node: DocumentNode?) -> [String] {
    guard case .object(let members) = node?.value else { return [] }
    return members.filter { member in
      if member.key != "note" { return true }
      if case .object = member.value.value { return true }
      return false
    }.map(\.key)
  }
}
