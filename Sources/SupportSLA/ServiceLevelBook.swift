// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules
import SupportTickets
public import SupportTime

/// The sections of a policy book that service levels need: its calendars and its service levels.
///
/// The format is number 0: it may change until version 0.1.0 of the library.
///
/// ```json
/// {
///   "format": 0, "id": "desk", "version": "2025-01", "zone": "Asia/Shanghai",
///   "calendars": { "office": { "weekly": { "mon-fri": ["09:00-18:00"] } } },
///   "serviceLevels": {
///     "calendar": "office", "pauseWhile": ["pending"],
///     "rules": [
///       { "id": "urgent", "when": { "priority": "urgent" },
///         "then": { "firstReply": { "within": "15 min" },
///                   "resolution": { "within": "8 business h" } } }
///     ]
///   }
/// }
/// ```
public struct ServiceLevelBook: Sendable {
  /// A calendar under its name.
  public struct NamedCalendar: Hashable, Sendable {
    /// The name that targets use.
    public var name: String
    /// The calendar.
    public var calendar: BusinessCalendar
  }

  /// The calendars, in the order of the document.
  public let calendars: [NamedCalendar]
  /// The service levels, ready to measure.
  public let policy: SLAPolicy

  /// Reads a book.
  ///
  /// - Parameters:
  ///   - text: The document, JSON in UTF-8.
  ///   - schema: The facts that rules may ask about; by default those of a ticket.
  /// - Throws: `DocumentError` with every mistake of the document, each with its place.
  public init(
    _ text: some Collection<UInt8>, schema: FactSchema? = nil
  ) throws(DocumentError) {
    let schema = if let schema { schema } else { try FactSchema(Ticket.factFields) }
    self = try DocumentNode.read(text) { node, problems in
      Self(reading: node, schema, &problems)
    }
  }

  /// Reads a book from text; see ``init(_:schema:)-(Collection<UInt8>,_)``.
  ///
  /// - Throws: `DocumentError` with every mistake of the document, each with its place.
  public init(_ text: String, schema: FactSchema? = nil) throws(DocumentError) {
    try self.init(text.utf8, schema: schema)
  }

  init?(reading node: DocumentNode, _ schema: FactSchema, _ problems: inout Problems) {
    guard var book = node.object(&problems) else { return nil }
    _ = book.required("format", &problems)?.integer(in: 0...0, &problems)
    let id = book.optional("id").map { $0.nonEmptyString(&problems) } ?? "policy"
    let version = book.optional("version").map { $0.nonEmptyString(&problems) } ?? "1"
    _ = book.optional("effectiveFrom")?.text(&problems) { text throws(TextError) in
      try CivilDate(text)
    }
    let zone = book.optional("zone").flatMap { $0.nonEmptyString(&problems) } ?? "UTC"
    let calendarsNode = book.optional("calendars")
    let calendars = Self.calendars(calendarsNode, zone, &problems)
    let section = book.required("serviceLevels", &problems)
    book.finish(&problems)
    guard let section, var levels = section.object(&problems) else { return nil }
    let reader = SLATargetReader(
      calendars: Self.names(calendarsNode), defaults: &levels, problems: &problems)
    _ = levels.optional("choose")?.oneOf([("first", HitPolicy.first)], &problems)
    let rules = levels.required("rules", &problems).flatMap { node in
      Rule.list(reading: node, schema, &problems) { reader.targets($0, &$1) }
    }
    let otherwise = levels.optional("otherwise").map { reader.targets($0, &problems) } ?? []
    levels.finish(&problems)
    guard let id, let version, let rules, let otherwise, problems.isEmpty else { return nil }
    let named = Dictionary(calendars.map { ($0.name, $0.calendar) }) { first, _ in first }
    do {
      policy = try SLAPolicy(
        id, version: PolicyVersion(version), calendars: named, schema: schema, rules: rules,
        otherwise: otherwise)
    } catch {
      for problem in error.problems {
        problems.report("\(problem.path): \(problem.message)", at: section)
      }
      return nil
    }
    self.calendars = calendars
  }

  /// The names that targets may use, those of calendars with mistakes included.
  private static func names(_ node: DocumentNode?) -> [String] {
    guard case .object(let members) = node?.value else { return [] }
    return members.map(\.key)
  }

  private static func calendars(
    _ node: DocumentNode?, _ zone: String, _ problems: inout Problems
  ) -> [NamedCalendar] {
    guard let node else { return [] }
    return BusinessCalendar.section(reading: node, zone: zone, &problems)
      .map { NamedCalendar(name: $0.name, calendar: $0.calendar) }
  }
}
