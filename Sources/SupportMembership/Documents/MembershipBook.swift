// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportTime

/// The section of a policy book that memberships need: a programme as people write it.
///
/// The same programme can be said in code and in a document: ``programme`` of what ``json`` tells equals
/// the programme. A document always says its version, since each enrolment records it. The format is number 0: it may change until version 0.1.0 of the library. Its JSON
/// Schema is `Documentation/schemas/membership.schema.json`.
///
/// ```json
/// {
///   "format": 0, "id": "club", "version": "2025-01", "zone": "Asia/Shanghai", "currency": "CNY",
///   "membership": {
///     "tiers": [
///       { "id": "standard" },
///       { "id": "silver", "requirement": { "points": 1000, "in": "calendar year" },
///         "response": "15 min", "benefits": [
///           { "id": "upgrade",
///             "allowance": { "count": 1, "per": "calendar month", "carryOver": "never" } } ] } ],
///     "tierRules": { "validity": { "endOf": "calendar year", "further": 1 }, "grace": "2 months",
///                    "downgrade": "oneDown" },
///     "points": { "expiry": { "endOfMonth": 12 }, "order": "oldestFirst", "rounding": "down",
///                 "stacking": "multiply", "clawback": "owed", "expiredReturn": "lost" },
///     "earnings": [
///       { "id": "purchase", "when": { "activity": "purchase" },
///         "then": { "points": { "perSpend": 1, "each": "1.00" },
///                   "qualifying": { "perSpend": 1, "each": "1.00" } } } ],
///     "rewards": [
///       { "id": "rated-well", "when": { "cause": "rating", "stars": { "atLeast": 4 } },
///         "then": { "coupon": "5.00" } } ] }
/// }
/// ```
public struct MembershipBook: Hashable, Sendable {
  /// The programme, compiled.
  public let programme: MembershipProgramme

  /// Creates the book of a programme.
  public init(_ programme: MembershipProgramme) {
    self.programme = programme
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

  package init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var book = node.object(&problems) else { return nil }
    _ = book.required("format", &problems)?.integer(in: 0...0, &problems)
    let id = book.required("id", &problems)?.nonEmptyString(&problems)
    let version = book.required("version", &problems)?.nonEmptyString(&problems)
    let zone = book.required("zone", &problems).flatMap { ZoneRules(reading: $0, &problems) }
    let currency = book.required("currency", &problems)?.text(&problems) {
      text throws(TextError) in try Currency(text)
    }
    let section = book.required("membership", &problems)
    book.finish(&problems)
    let reader = MembershipSectionReader(
      id: id ?? "", version: PolicyVersion(version ?? ""), zone: zone ?? .utc,
      currency: currency ?? .cny)
    guard let section, let draft = reader.read(section, &problems), problems.isEmpty else {
      return nil
    }
    do throws(DocumentError) {
      self.init(try MembershipProgramme(draft))
    } catch {
      for problem in error.problems {
        let place = section.place(named: problem.path)
        problems.report(problem.message, at: place, suggestion: problem.suggestion)
      }
      return nil
    }
  }

  /// The book as JSON text; reading it gives an equal programme, where its zone is known by its name.
  public var json: String { MembershipSectionWriter(programme.draft).book.text }
}
