// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportTime

/// The versions of a book that were published, and the way a new one gets there: proposed, checked,
/// tried on histories, agreed to by a second person where the book says so, published; and back again.
///
/// ```swift
/// var shelf = PolicyShelf(today)
/// var proposal = shelf.propose(next, by: .agent("li"))
/// proposal.check()
/// proposal.add(await Backtest(histories, from: shelf.desk(), to: Desk(next), through: now).run())
/// try proposal.agree(by: .agent("wang"))
/// try shelf.publish(proposal, at: now)
/// try shelf.rollBack(to: "2025-05", as: "2025-05-again", by: .agent("li"), from: date, at: now)
/// ```
///
/// What a proposal needs is what the book in force says (``PublishingRules``), not what the proposal
/// says of itself. A shelf is a value: store ``entries`` as you store what else happened.
public struct PolicyShelf: Sendable {
  /// A version that was published.
  public struct Entry: Hashable, Sendable {
    /// The book.
    public var book: PolicyBook
    /// When it was published; it is in force from ``PolicyBook/effectiveFrom`` on.
    public var publishedAt: Instant
    /// Who proposed it.
    public var by: Principal
    /// Who agreed to it; `nil` where nobody had to.
    public var agreedBy: Principal?
    /// The findings that were known when it was published.
    public var findings: [BookFinding]
    /// The version whose content it repeats; `nil` where it is new.
    public var repeats: PolicyVersion?
  }

  /// What was published, in the order in which it was.
  public private(set) var entries: [Entry]

  /// Puts the first book on the shelf, which nobody had to agree to.
  public init(_ first: PolicyBook, by: Principal = .system, at: Instant = .min) {
    entries = [
      Entry(book: first, publishedAt: at, by: by, agreedBy: nil, findings: [], repeats: nil)
    ]
  }

  /// The books, by the instant from which they are in force; of two from the same instant the one that
  /// was published later.
  public var books: [PolicyBook] {
    var books: [PolicyBook] = []
    for entry in entries {
      books.removeAll { $0.effectiveFrom == entry.book.effectiveFrom }
      books.append(entry.book)
    }
    return books.sorted { $0.effectiveFrom < $1.effectiveFrom }
  }

  /// The book in force at an instant; before the first one, the first one.
  public func book(at instant: Instant) -> PolicyBook? {
    books.last { $0.effectiveFrom <= instant } ?? books.first
  }

  /// A desk that knows all published versions.
  ///
  /// - Throws: `DocumentError` where they cannot stand beside one another, such as in different
  ///   currencies.
  public func desk() throws(DocumentError) -> Desk { try Desk(books) }

  /// Begins to publish a book; nothing is in force yet.
  public func propose(_ book: PolicyBook, by principal: Principal) -> BookProposal {
    BookProposal(book, by: principal)
  }

  /// Publishes a book that has all that the book in force asks for.
  ///
  /// - Parameters:
  ///   - proposal: The book with its check, its back-test and who agreed.
  ///   - now: The present; a book is never in force before it was published.
  /// - Throws: ``PublishingRefusal`` with every reason; nothing is changed.
  public mutating func publish(
    _ proposal: BookProposal, at now: Instant
  ) throws(PublishingRefusal) {
    var reasons: [PublishingRefusal.Reason] = []
    let book = proposal.book
    let rules = self.book(at: now)?.publishing ?? PublishingRules()
    if let first = entries.first?.book.id, first != book.id {
      reasons.append(.anotherBook(book.id, expected: first))
    }
    if entries.contains(where: { $0.book.version == book.version }) {
      reasons.append(.versionTaken(book.version))
    }
    if book.effectiveFrom < now {
      reasons.append(.inThePast(book.effectiveFrom, now: now))
    }
    if let findings = proposal.findings {
      let worst = rules.findings == .noErrors ? BookFinding.Severity.error : .warning
      let open = findings.filter { $0.severity >= worst && $0.accepted == nil }
      if !open.isEmpty { reasons.append(.findings(open)) }
    } else {
      reasons.append(.notChecked)
    }
    if rules.backTest, proposal.backtest == nil { reasons.append(.notTried) }
    if rules.secondPerson, proposal.agreedBy == nil { reasons.append(.nobodyAgreed) }
    if !reasons.isEmpty { throw PublishingRefusal(reasons: reasons) }
    entries.append(
      Entry(
        book: book, publishedAt: now, by: proposal.by, agreedBy: proposal.agreedBy,
        findings: proposal.findings ?? [], repeats: nil))
  }

  /// Publishes the content of a former version again, in force from a date on: the way back from a
  /// book that was a mistake. It was checked, tried and agreed to then; who does it is recorded.
  ///
  /// - Parameters:
  ///   - version: The former version.
  ///   - name: The version under which it comes back: records must tell the two apart.
  ///   - principal: Who does it.
  ///   - date: The first date on which it holds, by the book's clocks.
  ///   - now: The present.
  /// - Throws: ``PublishingRefusal``; nothing is changed.
  public mutating func rollBack(
    to version: PolicyVersion, as name: PolicyVersion, by principal: Principal,
    from date: CivilDate, at now: Instant
  ) throws(PublishingRefusal) {
    guard let former = entries.first(where: { $0.book.version == version }) else {
      throw PublishingRefusal(reasons: [.unknownVersion(version)])
    }
    let book: PolicyBook
    do throws(DocumentError) {
      book = try former.book.reissued(as: name, from: date)
    } catch {
      throw PublishingRefusal(reasons: [.unreadable(error)])
    }
    var reasons: [PublishingRefusal.Reason] = []
    if entries.contains(where: { $0.book.version == name }) { reasons.append(.versionTaken(name)) }
    if book.zone.wallTime(at: now).date > date {
      reasons.append(.inThePast(book.effectiveFrom, now: now))
    }
    if !reasons.isEmpty { throw PublishingRefusal(reasons: reasons) }
    entries.append(
      Entry(
        book: book, publishedAt: now, by: principal, agreedBy: former.agreedBy,
        findings: former.findings, repeats: version))
  }
}

/// A book on its way to being published.
public struct BookProposal: Sendable {
  /// The book.
  public let book: PolicyBook
  /// Who proposes it.
  public let by: Principal
  /// What its check found; `nil` before ``check()``.
  public private(set) var findings: [BookFinding]?
  /// What it would have changed; `nil` before ``add(_:)``.
  public private(set) var backtest: BacktestReport?
  /// Who agreed to it; `nil` before ``agree(by:)``.
  public private(set) var agreedBy: Principal?
  init(_ book: PolicyBook, by principal: Principal) {
    self.book = book
    by = principal
  }

  /// Checks the book.
  ///
  /// - Returns: What was found; also kept.
  @discardableResult
  public mutating func check() -> [BookFinding] {
    let found = book.check()
    findings = found
    return found
  }

  /// Keeps what a back-test found.
  public mutating func add(_ report: BacktestReport) {
    backtest = report
  }

  /// Somebody agrees.
  ///
  /// - Throws: ``PublishingRefusal`` where it is who proposed it, or no person.
  public mutating func agree(by principal: Principal) throws(PublishingRefusal) {
    guard case .agent = principal else {
      throw PublishingRefusal(reasons: [.notAPerson(principal)])
    }
    guard principal != by else { throw PublishingRefusal(reasons: [.samePerson(principal)]) }
    agreedBy = principal
  }
}

/// Why a book was not published; with every reason.
public struct PublishingRefusal: Error, Hashable, Sendable {
  /// A reason.
  public enum Reason: Hashable, Sendable {
    /// It is the book of another organisation.
    case anotherBook(String, expected: String)
    /// A version of that name was published.
    case versionTaken(PolicyVersion)
    /// Nothing was published under that name.
    case unknownVersion(PolicyVersion)
    /// It would have been in force before it was published.
    case inThePast(Instant, now: Instant)
    /// It was not checked.
    case notChecked
    /// The check found what the rules do not let pass.
    case findings([BookFinding])
    /// It was not tried on histories.
    case notTried
    /// A second person has to agree.
    case nobodyAgreed
    /// Who proposed it cannot be the second person.
    case samePerson(Principal)
    /// Only a person can agree.
    case notAPerson(Principal)
    /// The former version cannot be read again.
    case unreadable(DocumentError)
  }

  /// The reasons, at least one.
  public let reasons: [Reason]

  /// Creates a refusal with its reasons.
  public init(reasons: [Reason]) {
    self.reasons = reasons
  }
}

extension PublishingRefusal: CustomStringConvertible {
  /// The reasons, one a line.
  public var description: String { reasons.map(\.description).joined(separator: "\n") }
}

extension PublishingRefusal.Reason: CustomStringConvertible {
  /// What is wrong, in a line.
  public var description: String {
    switch self {
    case .anotherBook(let id, let expected): "the book is \(id), the shelf holds \(expected)"
    case .versionTaken(let version): "version \(version) was published before"
    case .unknownVersion(let version): "no version \(version) was published"
    case .inThePast(let from, let now): "it would be in force from \(from), which is before \(now)"
    case .notChecked: "it was not checked"
    case .findings(let findings): findings.map(\.description).joined(separator: "\n")
    case .notTried: "it was not tried on histories"
    case .nobodyAgreed: "a second person has to agree"
    case .samePerson(let principal): "\(principal) proposed it and cannot be the second person"
    case .notAPerson(let principal): "\(principal) is no person who could agree"
    case .unreadable(let error): "\(error)"
    }
  }
}

extension PolicyBook {
  /// The same book under another version, in force from another date.
  ///
  /// - Throws: `DocumentError` where the version is blank.
  public func reissued(
    as version: PolicyVersion, from date: CivilDate
  ) throws(DocumentError) -> PolicyBook {
    var form = DocumentForm(root)
    form.set("version", to: .text(version.rawValue))
    form.set("effectiveFrom", to: .text(date.description))
    return try PolicyBook(form.text)
  }
}

extension DocumentForm {
  fileprivate mutating func set(_ key: String, to value: DocumentForm) {
    guard case .object(var members) = self,
      let place = members.firstIndex(where: { $0.key == key })
    else { return }
    members[place].value = value
    self = .object(members)
  }
}
