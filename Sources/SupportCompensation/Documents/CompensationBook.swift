// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules
import SupportTime

/// A compensation policy as a document that people write, with all its versions.
///
/// The format is number 0: it may change until version 0.1.0 of the library. Its JSON Schema is
/// `Documentation/schemas/compensation.schema.json`.
///
/// ```json
/// {
///   "format": 0, "id": "desk", "version": "2025-01", "zone": "Asia/Shanghai", "currency": "CNY",
///   "facts": { "fault": { "oneOf": ["none", "minor", "heavyLoss"] },
///              "paid": { "money": "CNY", "optional": true } },
///   "compensation": {
///     "caps": [ { "id": "year", "amount": "100000.00", "per": "customer",
///                 "window": "calendar year", "covers": "compensationOnly", "counts": ["cash"] } ],
///     "settle": [ { "stack": "highest", "adding": ["overtime"], "refunds": "highest" },
///                 { "cap": "year" } ],
///     "rules": [
///       { "id": "heavy", "when": { "fault": "heavyLoss" },
///         "then": [ { "refund": "paid" }, { "base": "paid" }, { "times": "20%" },
///                   { "round": "half even" } ] },
///       { "id": "late", "when": { "delay": { "above": "0 h" } },
///         "then": { "steps": [ { "accrue": "1.00", "per": "started h" }, { "round": "exact" } ],
///                   "group": "overtime" } } ]
///   }
/// }
/// ```
///
/// Sums and rates are text, so that no program makes floats of them. `compensation` may also be a
/// list of versions, each with its `version` and, but for the first, `effectiveFrom`: a cause is
/// judged by the version in force when it happened (semantics C6).
public struct CompensationBook: Hashable, Sendable {
  /// The versions of the policy, ready to decide; most books have one.
  public let versions: CompensationPolicyVersions

  /// The latest version of the policy.
  public var policy: CompensationPolicy { versions.policy(at: .max) }
  /// The name of the policy.
  public var id: String { policy.id }

  /// Reads a book.
  ///
  /// - Parameters:
  ///   - text: The document, JSON in UTF-8.
  ///   - limits: The bounds on size, depth and number of values.
  /// - Throws: `DocumentError` with every mistake of the document, each with its place.
  /// - Complexity: O(*n*) in the length of the text, for conditions of few ways each.
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

  init(sound versions: CompensationPolicyVersions) {
    self.versions = versions
  }

  package init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var book = node.object(&problems) else { return nil }
    _ = book.required("format", &problems)?.integer(in: 0...0, &problems)
    let id = book.required("id", &problems)?.nonEmptyString(&problems)
    let version = book.optional("version")?.nonEmptyString(&problems)
    let zone = book.required("zone", &problems).flatMap { ZoneRules(reading: $0, &problems) }
    let currency = book.required("currency", &problems)?.text(&problems) {
      text throws(TextError) in try Currency(text)
    }
    let from = book.optional("effectiveFrom").flatMap {
      (zone ?? .utc).start(reading: $0, &problems)
    }
    let calendarsNode = book.optional("calendars")
    let calendars =
      calendarsNode.map {
        BusinessCalendar.section(reading: $0, zone: zone?.identifier ?? "UTC", &problems)
      } ?? []
    let factsNode = book.required("facts", &problems)
    let section = book.required("compensation", &problems)
    book.finish(&problems)
    let frame = CompensationSectionReader.Frame(
      id: id ?? "policy", version: version, effectiveFrom: from ?? .min, zone: zone ?? .utc,
      currency: currency, facts: factsNode,
      calendars: Dictionary(calendars.map { ($0.name, $0.calendar) }) { first, _ in first },
      calendarNames: Self.names(calendarsNode), &problems)
    let reader = CompensationSectionReader(frame)
    guard let versions = section.flatMap({ reader.versions($0, &problems) }), problems.isEmpty
    else { return nil }
    self.versions = versions
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
