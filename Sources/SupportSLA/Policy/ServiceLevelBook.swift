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
///     "choose": "first", "calendar": "office", "pauseWhile": ["pending"],
///     "remindAt": ["75%", "-30 business min"], "onReopen": "continue",
///     "rules": [
///       { "id": "urgent", "when": { "priority": "urgent" },
///         "then": { "firstReply": { "within": "15 min", "objective": "90%" },
///                   "resolution": { "within": "8 business h", "escalate": "late" } } } ],
///     "agreements": [
///       { "id": "acme", "when": { "category": "acme" },
///         "then": { "firstReply": { "within": "5 min" } } } ],
///     "ladders": { "late": { "levels": [ { "id": "lead", "after": "48 h" } ] } }
///   }
/// }
/// ```
///
/// `serviceLevels` may also be a list of versions, each with `version` and `effectiveFrom`;
/// `inForce` says which of them holds for a ticket. `zone` may be left out where every calendar
/// names its own and nothing begins on a date.
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
  /// The versions of the service levels, ready to measure; most books have one.
  public let versions: SLAPolicyVersions

  /// The latest version of the service levels.
  public var policy: SLAPolicy { versions.policy(at: .max) }

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

  package init?(reading node: DocumentNode, _ schema: FactSchema, _ problems: inout Problems) {
    guard var book = node.object(&problems) else { return nil }
    _ = book.required("format", &problems)?.integer(in: 0...0, &problems)
    let id = book.optional("id").map { $0.nonEmptyString(&problems) } ?? "policy"
    let version = book.optional("version").map { $0.nonEmptyString(&problems) } ?? "1"
    let zone = book.optional("zone").map { ZoneRules(reading: $0, &problems) ?? .utc }
    let effectiveFrom = SLASectionReader.start(
      book.optional("effectiveFrom"), zone, &problems)
    let schema = Self.schema(schema, joining: book.optional("facts"), &problems)
    let calendarsNode = book.optional("calendars")
    let calendars = Self.calendars(calendarsNode, zone?.identifier, &problems)
    let section = book.required("serviceLevels", &problems)
    book.finish(&problems)
    let named = Dictionary(calendars.map { ($0.name, $0.calendar) }) { first, _ in first }
    let reader = SLASectionReader(
      frame: .init(
        id: id ?? "policy", version: version ?? "1",
        effectiveFrom: effectiveFrom ?? .min, zone: zone, schema: schema, calendars: named,
        calendarNames: Self.names(calendarsNode)))
    guard let section, let versions = Self.versions(section, reader, &problems) else { return nil }
    guard problems.isEmpty else { return nil }
    self.calendars = calendars
    self.versions = versions
  }

  /// The facts that rules may ask about, those that the book declares behind the others.
  private static func schema(
    _ schema: FactSchema, joining node: DocumentNode?, _ problems: inout Problems
  ) -> FactSchema {
    guard let node, let own = FactSchema(reading: node, &problems) else { return schema }
    do throws(DocumentError) {
      return try schema.merging(own)
    } catch {
      for problem in error.problems { problems.report(problem.message, at: node) }
      return schema
    }
  }

  /// One section, or a list of versions.
  private static func versions(
    _ section: DocumentNode, _ reader: SLASectionReader, _ problems: inout Problems
  ) -> SLAPolicyVersions? {
    var readings: [SLASectionReader.Reading] = []
    if case .array(let elements) = section.value {
      if elements.isEmpty { problems.report("at least one version is needed", at: section) }
      for element in elements {
        if let reading = reader.read(element, &problems) { readings.append(reading) }
      }
    } else if let reading = reader.read(section, &problems) {
      readings.append(reading)
    }
    guard problems.isEmpty else { return nil }
    let inForce = readings.lazy.compactMap(\.inForce).first
    for reading in readings where reading.inForce != nil && reading.inForce != inForce {
      problems.report(
        "the versions disagree about \"inForce\"", at: reading.inForceNode ?? section)
    }
    guard problems.isEmpty else { return nil }
    do throws(DocumentError) {
      return try SLAPolicyVersions(
        readings.map(\.version), inForce: inForce ?? .atOpening)
    } catch {
      for problem in error.problems { problems.report(problem.message, at: section) }
      return nil
    }
  }

  /// The names that targets may use, those of calendars with mistakes included.
  private static func names(_ node: DocumentNode?) -> [String] {
    guard case .object(let members) = node?.value else { return [] }
    return members.map(\.key)
  }

  private static func calendars(
    _ node: DocumentNode?, _ zone: String?, _ problems: inout Problems
  ) -> [NamedCalendar] {
    guard let node else { return [] }
    return BusinessCalendar.section(reading: node, zone: zone, &problems)
      .map { NamedCalendar(name: $0.name, calendar: $0.calendar) }
  }
}
