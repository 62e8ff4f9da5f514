// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCompensation
public import SupportCore
public import SupportMembership
public import SupportMetrics
public import SupportRouting
public import SupportRules
public import SupportSLA
public import SupportStaffing
public import SupportTickets
public import SupportTime

/// Every policy of an organisation: one document with a version, ready to decide.
///
/// Use it for what people write, review, publish and roll back: calendars, duty rosters, facts,
/// tickets, classification, service levels, compensation, disputes, membership, routing, menus,
/// staffing, metrics, recurring duties. Each section has the form that its room reads; what several
/// rooms need (zone, currency, calendars, rosters, facts) stands once. A ``Desk`` is made of it.
///
/// ```json
/// {
///   "format": 0, "id": "desk", "version": "2025-05", "effectiveFrom": "2025-05-18",
///   "zone": "Asia/Shanghai", "currency": "CNY",
///   "calendars": { "hotline": { "weekly": { "mon-fri": ["09:00-21:00"] } },
///                  "night": { "weekly": { "mon-sun": ["21:00-09:00"] } } },
///   "coverage": [ { "id": "hotline", "always": true, "by": ["hotline", "night"] } ],
///   "facts": { "fault": { "oneOf": ["none", "minor", "heavyLoss"] }, "paid": { "money": "CNY" } },
///   "tickets": { "attachments": { "mostBytes": 20000000 } },
///   "serviceLevels": { "rules": [
///     { "id": "CM-16", "when": { "kind": "inquiry" },
///       "then": { "firstReply": { "within": "15 min" } } } ] },
///   "compensation": {
///     "settle": [ { "stack": "highest", "refunds": "highest" } ],
///     "rules": [
///       { "id": "CM-32", "when": { "fault": "heavyLoss" },
///         "then": [ { "refund": "paid" }, { "base": "paid" }, { "times": "20%" },
///                   { "round": "half even" } ] } ] }
/// }
/// ```
///
/// - `effectiveFrom` is a date of the book's zone. A ticket keeps the version that was in force when it
///   was opened (semantics S7), a cause the one of when it happened (C6): hand all versions that are
///   still needed to ``Desk/init(_:)-([PolicyBook])``.
/// - `facts` declares what the host knows of a case beside what the library knows, and may narrow what
///   the library knows as open text, such as `"kind": { "oneOf": ["inquiry", "complaint"] }`: the
///   checks then know every case there can be.
/// - An agreement for one customer, brand, tenant or region is a small book over another one; see
///   ``init(_:over:limits:)``.
///
/// The format is number 0: it may change until version 0.1.0 of the library. Its JSON Schema is
/// `Documentation/schemas/policy-book.schema.json`.
public struct PolicyBook: Sendable {
  /// The name of the organisation's policy, equal in all its versions.
  public let id: String
  /// The version, as records quote it.
  public let version: PolicyVersion
  /// From when it is in force.
  public let effectiveFrom: Instant
  /// The customer, brand, tenant or region that it is for; every recorded event names it. `nil`: all.
  public let tenant: TenantID?
  /// The book that this one was laid over, `id version`; `nil` for a book that stands by itself.
  public let base: String?
  /// What changed from version to version, newest first.
  public let changelog: [ChangeNote]

  /// By whose clocks dates, months and years go.
  public let zone: ZoneRules
  /// The currency in which is paid; `nil` where nothing is.
  public let currency: Currency?
  /// The calendars, in the order of the document.
  public let calendars: [BusinessCalendar.Named]
  /// The calendars, compiled.
  public let clocks: [String: BusinessClock]
  /// The duty rosters, compiled.
  public let rosters: [String: DutyRoster.Plan]
  /// Where somebody is claimed to be there, and by what.
  public let coverage: [CoverageRule]
  /// What rules may ask about a case: the library's facts of a ticket, what a membership knows, and the
  /// host's own.
  public let facts: FactSchema

  /// What tickets are like, edition by edition; `nil`: anything goes.
  public let tickets: TicketPolicyEditions?
  /// What a ticket is by its facts; `nil`: what people say.
  public let classification: ClassificationPolicy?
  /// The promises about time.
  public let serviceLevels: SLAPolicyVersions?
  /// What is paid for what went wrong.
  public let compensation: CompensationPolicyVersions?
  /// How disputes are settled.
  public let disputes: DisputePolicy?
  /// Which class somebody whose booking was lost is offered.
  public let upgrades: UpgradePolicy?
  /// The membership programme.
  public let membership: MembershipProgramme?
  /// Who works on what.
  public let routing: RoutingPolicy?
  /// Which facts of a case a router needs.
  public let work: WorkFacts
  /// The phone menus, by name, in the order of the document.
  public let menus: [NamedMenu]
  /// Who answers a contact, level by level.
  public let triage: TriageChain?
  /// Who is called for an incident, by name.
  public let contactTrees: [NamedContactTree]
  /// What can be booked, by name.
  public let slots: [NamedSlots]
  /// How the service is staffed.
  public let staffing: StaffingBook?
  /// What is measured.
  public let metrics: MetricBook?
  /// Which figures are reported, and how often.
  public let reports: [ReportPlan]
  /// What has to be done again and again, or before something.
  public let agenda: Agenda
  /// What it takes to put a version into force.
  public let publishing: PublishingRules
  /// Findings of ``check(_:)`` that are meant, with the reason.
  public let accepted: [AcceptedFinding]

  let root: DocumentNode

  /// A menu under its name.
  public struct NamedMenu: Hashable, Sendable {
    /// The name.
    public var name: String
    /// The menu, compiled.
    public var menu: PhoneMenu
  }

  /// A contact tree under its name.
  public struct NamedContactTree: Hashable, Sendable {
    /// The name, such as `system`.
    public var name: String
    /// The tree.
    public var tree: ContactTree
  }

  /// Bookable slots under their name.
  public struct NamedSlots: Hashable, Sendable {
    /// The name, such as `signLanguage`.
    public var name: String
    /// The name of the calendar whose opening hours are cut.
    public var calendar: String
    /// How they are cut.
    public var plan: SlotPlan
  }

  /// What a version changed.
  public struct ChangeNote: Hashable, Sendable {
    /// The version.
    public var version: PolicyVersion
    /// What changed, in words.
    public var note: String
  }

  /// A finding that is meant, with the reason.
  public struct AcceptedFinding: Hashable, Sendable {
    /// Where it is found: the beginning of its path, such as `calendars.hotline`.
    public var path: String
    /// What is found.
    public var kind: BookFinding.Kind
    /// Why it is meant.
    public var because: String
  }
}

extension PolicyBook {
  /// Reads a book.
  ///
  /// - Parameters:
  ///   - text: The document, JSON in UTF-8.
  ///   - limits: The bounds on size, depth and number of values.
  /// - Throws: `DocumentError` with every mistake of every section, each with its place.
  /// - Complexity: O(*n*) in the length of the text, and the compilation of each calendar and table.
  public init(
    _ text: some Collection<UInt8>, limits: DocumentLimits = .standard
  ) throws(DocumentError) {
    self = try DocumentNode.read(text, limits: limits) { node, problems in
      CompilationMemo.during { Self(reading: node, &problems) }
    }
  }

  /// Reads a book from text; see ``init(_:limits:)``.
  ///
  /// - Throws: `DocumentError` with every mistake, each with its place.
  public init(_ text: String) throws(DocumentError) {
    try self.init(text.utf8)
  }

  /// The clock of a calendar; `nil` where there is none of that name.
  public func clock(_ calendar: String) -> BusinessClock? { clocks[calendar] }

  /// A menu by its name; `nil` where there is none.
  public func menu(_ name: String) -> PhoneMenu? { menus.first { $0.name == name }?.menu }

  /// A contact tree by its name; `nil` where there is none.
  public func contactTree(_ name: String) -> ContactTree? {
    contactTrees.first { $0.name == name }?.tree
  }

  /// The bookings of slots by their name, none taken yet; `nil` where there are none of that name.
  public func slotBook(_ name: String, booked: [Slot] = []) -> SlotBook? {
    guard let named = slots.first(where: { $0.name == name }), let clock = clocks[named.calendar]
    else { return nil }
    return SlotBook(named.plan, on: clock, booked: booked)
  }

  /// The book as JSON text, an agreement together with what it was laid over; reading it gives an equal
  /// book.
  public var json: String { DocumentForm(root).text }
}

extension PolicyBook {
  /// Whether two books say the same in a section, or both have none.
  func saysTheSame(as other: Self, in section: String) -> Bool {
    root[section].map { DocumentForm($0) } == other.root[section].map { DocumentForm($0) }
  }
}

extension PolicyBook: Hashable {
  /// Tells whether two documents say the same, wherever it stands in their texts.
  public static func == (left: Self, right: Self) -> Bool {
    DocumentForm(left.root) == DocumentForm(right.root)
  }

  /// Hashes what the document says.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(DocumentForm(root))
  }
}
