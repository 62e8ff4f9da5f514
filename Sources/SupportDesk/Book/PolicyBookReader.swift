// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportMembership
import SupportMetrics
import SupportRouting
import SupportRules
import SupportSLA
import SupportStaffing
import SupportTickets
import SupportTime

/// Reads a policy book section by section.
///
/// Each room reads the document as if only its own sections stood in it; a mistake in a part that
/// several rooms read is told once.
struct PolicyBookReader {
  /// The sections that stand in every room's view.
  private static let head: Set<String> = ["format", "id", "version", "note"]
  /// Every key of a book.
  static let keys = [
    "format", "id", "version", "effectiveFrom", "tenant", "base", "note", "changelog", "zone",
    "currency", "calendars", "rosters", "coverage", "facts", "tickets", "classification",
    "serviceLevels", "compensation", "disputes", "upgrades", "membership", "routing", "work",
    "menus", "triage",
    "contactTrees", "slots", "staffing", "subjects", "metrics", "reports", "agenda", "publishing",
    "accepted",
  ]

  let root: DocumentNode
  private var told: Set<Problem> = []

  init(_ root: DocumentNode) {
    self.root = root
  }

  /// Remembers what was told of the head, which every room reads again.
  mutating func remember(_ problems: Problems) { told.formUnion(problems.all) }

  /// Reads a part with problems of its own, and tells those that were not told before.
  mutating func part<Value>(
    _ problems: inout Problems, _ read: (inout Problems) -> Value?
  ) -> Value? {
    var own = Problems(maximum: problems.maximum)
    let value = read(&own)
    for problem in own.all where told.insert(problem).inserted { problems.report(problem) }
    return own.isEmpty ? value : nil
  }

  /// The document as a room sees it: the head, and the sections that the room names; `nil` where the
  /// section that it is about is not there.
  func view(_ section: String, with shared: [String] = []) -> DocumentNode? {
    guard root[section] != nil else { return nil }
    return root.keeping(Self.head.union(shared).union([section]))
  }
}

extension PolicyBook {
  /// Reads a book, reporting every mistake; after a report there is none.
  init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var book = node.object(&problems) else { return nil }
    let before = problems
    var reader = PolicyBookReader(node)
    _ = book.required("format", &problems)?.integer(in: 0...0, &problems)
    let id = book.required("id", &problems)?.nonEmptyString(&problems)
    let version = book.required("version", &problems)?.nonEmptyString(&problems)
    let zone = book.required("zone", &problems).flatMap { ZoneRules(reading: $0, &problems) }
    let from = book.required("effectiveFrom", &problems).flatMap {
      (zone ?? .utc).start(reading: $0, &problems)
    }
    let tenant = book.optional("tenant").map { $0.nonEmptyString(&problems) } ?? nil
    let base = book.optional("base").flatMap { Self.base($0, &problems) }
    let currency =
      book.optional("currency").map { node in
        node.text(&problems) { text throws(TextError) in try Currency(text) }
      } ?? nil
    for key in PolicyBookReader.keys { _ = book.optional(key) }
    book.finish(&problems)
    reader.remember(problems)

    let shared = SharedSections(node, zone, currency, &reader, &problems)
    let rooms = RoomSections(node, shared, &reader, &problems)
    let own = OwnSections(node, shared, rooms, &reader, &problems)
    guard problems == before, let id, let version, let zone, let from else { return nil }
    self.id = id
    self.version = PolicyVersion(version)
    effectiveFrom = from
    self.tenant = tenant.map(TenantID.init(_:))
    self.base = base
    changelog = own.changelog
    self.zone = zone
    self.currency = currency
    calendars = shared.calendars
    clocks = shared.clocks
    rosters = shared.rosters
    coverage = own.coverage
    facts = shared.facts
    tickets = rooms.tickets
    classification = own.classification
    serviceLevels = rooms.serviceLevels
    compensation = rooms.compensation
    disputes = rooms.disputes
    upgrades = rooms.upgrades
    membership = rooms.membership
    routing = rooms.routing
    work = own.work
    menus = rooms.menus
    triage = rooms.triage
    contactTrees = rooms.contactTrees
    slots = own.slots
    staffing = rooms.staffing
    metrics = rooms.metrics
    reports = own.reports
    agenda = own.agenda
    publishing = own.publishing
    accepted = own.accepted
    root = node
  }

  /// What a book was laid over, once it was; a book that only names its base is not whole.
  private static func base(_ node: DocumentNode, _ problems: inout Problems) -> String? {
    if case .string(let name) = node.value {
      problems.report(
        "this book is to be laid over the book \(name.quoted), and cannot be read without it",
        at: node)
      return nil
    }
    guard var object = node.object(&problems) else { return nil }
    let id = object.required("id", &problems)?.nonEmptyString(&problems)
    let version = object.required("version", &problems)?.nonEmptyString(&problems)
    object.finish(&problems)
    guard let id, let version else { return nil }
    return "\(id) \(version)"
  }

}
