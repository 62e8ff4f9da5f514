// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
package import SupportRules
public import SupportTime

/// The sections of a policy book that a phone menu needs: its calendars and the menu.
///
/// The same menu can be said in code and in a document: reading ``json`` gives an equal book. The
/// format is number 0: it may change until version 0.1.0 of the library. Its JSON Schema is
/// `Documentation/schemas/phone-menu.schema.json`.
///
/// ```json
/// {
///   "format": 0, "id": "hotline", "zone": "Asia/Shanghai",
///   "calendars": { "staffed": { "weekly": { "mon-fri": ["09:00-21:00"] } } },
///   "menu": {
///     "start": "hours", "limits": ["3 s", "5 s", "8 s"], "retries": 2,
///     "otherwise": { "queue": "hotline" }, "person": { "queue": "hotline" },
///     "nodes": {
///       "hours": { "hours": "staffed", "open": "greeting",
///                  "closed": { "onDuty": "primary", "roster": "night" } },
///       "greeting": { "ask": "welcome", "level": 1, "keys": {
///         "1": { "queue": "inquiries" }, "2": { "queue": "complaints" },
///         "0": "member" } },
///       "member": { "number": "memberNumber", "ask": "your-number", "digits": 8,
///                   "within": "8 s", "checkWithin": "5 s", "tries": 3,
///                   "verified": { "queue": "vip" }, "otherwise": "greeting" } } }
/// }
/// ```
///
/// `zone` may be left out where every calendar names its own.
public struct PhoneMenuBook: Hashable, Sendable {
  /// The name of the menu.
  public let id: String
  /// The version of the menu.
  public let version: PolicyVersion
  /// The calendars, in the order of the document.
  public let calendars: [BusinessCalendar.Named]
  /// The menu, compiled.
  public let menu: PhoneMenu

  /// Creates the book of a menu that is said in code.
  ///
  /// - Parameters:
  ///   - id: The name of the menu.
  ///   - version: The version of the menu.
  ///   - calendars: The calendars that the menu may name, each name once.
  ///   - menu: What the menu is made of.
  /// - Throws: `DocumentError` with every mistake, placed as in a document:
  ///   `menu.nodes.greeting.keys["1"]`.
  public init(
    id: String, version: PolicyVersion = "1", calendars: [BusinessCalendar.Named] = [],
    menu: PhoneMenu.Draft
  ) throws(DocumentError) {
    var problems = Problems()
    if id.isBlank { problems.report("the text must not be empty", path: "id") }
    if version.rawValue.isBlank { problems.report("the text must not be empty", path: "version") }
    var clocks: [String: BusinessClock] = [:]
    for named in calendars {
      let path: DocumentPath = ["calendars", named.name]
      func tell(_ message: String, _ problems: inout Problems) {
        problems.report(message, on: path, in: nil)
      }
      if named.name.isBlank { tell("a calendar needs a name", &problems) }
      do throws(UnknownZone) {
        if clocks.updateValue(try named.calendar.compiled(), forKey: named.name) != nil {
          tell("the calendar \(named.name.quoted) is listed twice", &problems)
        }
      } catch {
        tell("the zone \(error.identifier.quoted) is unknown", &problems)
      }
    }
    var mistakes = Problems()
    MenuCheck(menu, calendars: calendars.map(\.name).sorted(), document: nil).report(&mistakes)
    for mistake in mistakes.all {
      problems.report(
        mistake.message, path: "menu." + mistake.path, suggestion: mistake.suggestion)
    }
    try problems.throwIfAny()
    self.id = id
    self.version = version
    self.calendars = calendars
    self.menu = PhoneMenu(checked: menu, clocks)
  }

  /// Reads a book.
  ///
  /// - Parameters:
  ///   - text: The document, JSON in UTF-8.
  ///   - limits: The bounds on size, depth and number of values.
  /// - Throws: `DocumentError` with every mistake of the document, each with its place.
  public init(
    _ text: some Collection<UInt8>, limits: DocumentLimits = .standard
  ) throws(DocumentError) {
    self = try DocumentNode.read(text, limits: limits) { node, problems in
      Self(reading: node, &problems)
    }
  }

  /// Reads a book from text.
  ///
  /// - Throws: `DocumentError` with every mistake of the document, each with its place.
  public init(_ text: String) throws(DocumentError) {
    try self.init(text.utf8)
  }

  /// Reads a book.
  ///
  /// - Parameters:
  ///   - node: The document.
  ///   - facts: The facts that choices may say; `nil` where these are the host's alone.
  ///   - problems: Takes every mistake.
  package init?(
    reading node: DocumentNode, facts: FactSchema? = nil, _ problems: inout Problems
  ) {
    guard var book = node.object(&problems) else { return nil }
    _ = book.required("format", &problems)?.integer(in: 0...0, &problems)
    let id = book.required("id", &problems)?.nonEmptyString(&problems)
    let version = book.optional("version").map { $0.nonEmptyString(&problems) } ?? "1"
    let zone = book.optional("zone").flatMap { ZoneRules(reading: $0, &problems)?.identifier }
    let calendarsNode = book.optional("calendars")
    let section = book.required("menu", &problems)
    book.finish(&problems)
    let calendars = calendarsNode.map {
      BusinessCalendar.section(reading: $0, zone: zone, &problems)
    }
    guard let section, let draft = MenuReader().read(section, &problems) else { return nil }
    // Calendars with mistakes are there all the same.
    var names: [String] = []
    if case .object(let members) = calendarsNode?.value { names = members.map(\.key) }
    MenuCheck(draft, calendars: names.sorted(), document: section, facts: facts)
      .report(&problems)
    guard problems.isEmpty, let id, let version else { return nil }
    var clocks: [String: BusinessClock] = [:]
    for named in calendars ?? [] {
      do throws(UnknownZone) {
        clocks[named.name] = try named.calendar.compiled()
      } catch {
        problems.report("the zone \(error.identifier.quoted) is unknown", at: calendarsNode ?? node)
      }
    }
    guard problems.isEmpty else { return nil }
    self.id = id
    self.version = PolicyVersion(version)
    self.calendars = calendars ?? []
    menu = PhoneMenu(checked: draft, clocks)
  }

  /// The book as JSON text; reading it gives an equal book.
  public var json: String {
    var members: [DocumentForm.Member] = [
      .init("format", .integer(0)), .init("id", .text(id)),
      .init("version", .text(version.rawValue)),
    ]
    if !calendars.isEmpty {
      members.append(
        .init("calendars", .object(calendars.map { .init($0.name, $0.calendar.form) })))
    }
    members.append(.init("menu", MenuWriter(draft: menu.draft).section))
    return DocumentForm.object(members).text
  }
}
