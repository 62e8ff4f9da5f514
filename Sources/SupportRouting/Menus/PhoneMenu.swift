// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// What callers hear and press before anybody answers: prompts with keys, time limits, numbers that
/// are verified, extensions, emergency codes, branches by opening hours.
///
/// A ``Draft`` is what people write, in code or as a document (``PhoneMenuBook``); a menu is a draft
/// that was checked and compiled. A ``Session`` takes one caller through it, and ``findings()`` tells
/// what may go wrong for any caller.
///
/// ```swift
/// var session = try menu.session(at: now)      // the first prompt
/// try session.handle(.key("2"), at: later)     // where it leads
/// session.destination                          // queue complaints
/// ```
///
/// - A time limit of d has passed when d or more have gone by: a key pressed exactly at the end comes
///   after the time-out.
/// - What is complete and cannot go on is taken at once; what could go on (`6` where `6666` is an
///   extension) waits ``Draft/betweenKeys`` for another key, and the longest is taken.
/// - Emergency codes come before everything else at every step. Whatever longer begins with one, but
///   for another code, is out of reach, and the checks say so.
/// - A caller may ask for a person at every step, and is handed on at once.
/// - Behind ``Draft/mostSteps`` steps a caller is handed to a person.
public struct PhoneMenu: Sendable {
  /// What people write of a menu.
  public struct Draft: Hashable, Sendable {
    /// The digits of the main number, for callers whose dialled digits the host passes on.
    public var number: String?
    /// Emergency prefixes: digits dialled in front of the main number; at most 100.
    public var prefixes: [DialCode]
    /// Emergency codes: keys that lead there at every step, of several the longest that was dialled;
    /// while a number is being verified, as soon as one is complete. At most 100.
    public var codes: [DialCode]
    /// Extensions, dialled behind the main number or at questions that take them; at most 10,000.
    public var extensions: [DialCode]
    /// Where the menu begins.
    public var start: Target
    /// The time limits of the levels, from the first; each more than 0, up to 1 h.
    public var limits: [Duration]
    /// The time for a further key while more than one is possible, and between the digits of a
    /// number; more than 0, up to 1 h. `nil` means the limit of the question.
    public var betweenKeys: Duration?
    /// How often a question is asked again, 0 ... 20.
    public var retries: Int
    /// Where a question leads when nobody answered it.
    public var otherwise: Target
    /// Where those go who ask for a person; it leads out of the menu without asking anything.
    public var person: Target
    /// The key that asks for a person at every step, `*` or `#`.
    public var personKey: String?
    /// The most steps of a session before its end, 1 ... 1,000; who has had them is handed to a person,
    /// unless the next step is the end anyway.
    public var mostSteps: Int
    /// The nodes, at most 1,000.
    public var nodes: [Node]

    /// Creates a draft; ``PhoneMenu/init(_:calendars:)`` checks it.
    public init(
      start: Target, limits: [Duration], retries: Int, otherwise: Target, person: Target,
      nodes: [Node]
    ) {
      self.start = start
      self.limits = limits
      self.retries = retries
      self.otherwise = otherwise
      self.person = person
      self.nodes = nodes
      number = nil
      prefixes = []
      codes = []
      extensions = []
      betweenKeys = nil
      personKey = nil
      mostSteps = Self.usualSteps
    }

    /// The most steps of a session where a document does not say.
    static let usualSteps = 100
  }

  let core: MenuCore

  /// The draft that the menu was made from.
  public var draft: Draft { core.draft }

  /// Checks and compiles a draft.
  ///
  /// - Parameters:
  ///   - draft: What people wrote.
  ///   - calendars: The calendars that nodes name.
  /// - Throws: `DocumentError` with every mistake, placed as `nodes.greeting.keys["1"]`.
  /// - Complexity: O(*n* log *n*) in nodes, options and, at questions that take them, extensions.
  public init(
    _ draft: Draft, calendars: [String: BusinessClock] = [:]
  ) throws(DocumentError) {
    var problems = Problems()
    MenuCheck(draft, calendars: calendars.keys.sorted(), document: nil).report(&problems)
    try problems.throwIfAny()
    core = MenuCore(draft, calendars)
  }

  /// A menu whose draft was checked.
  init(checked draft: Draft, _ calendars: [String: BusinessClock]) {
    core = MenuCore(draft, calendars)
  }
}

extension PhoneMenu: Hashable {
  /// Tells whether two menus were made from equal drafts and equal calendars.
  public static func == (left: Self, right: Self) -> Bool {
    left.core === right.core
      || (left.draft == right.draft && left.core.calendars == right.core.calendars)
  }

  /// Hashes the draft.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(draft)
  }
}
