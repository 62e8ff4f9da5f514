// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportTime

/// The section of a policy book that staffing needs: how a service is staffed, and when it takes more.
///
/// The same values can be said in code and in a document: what ``json`` tells reads as an equal book.
/// The format is number 0: it may change until version 0.1.0 of the library. Its JSON Schema is
/// `Documentation/schemas/staffing.schema.json`.
///
/// ```json
/// {
///   "format": 0, "id": "hotline", "version": "2026-01", "zone": "Asia/Shanghai",
///   "staffing": {
///     "model": { "erlangA": { "patience": 180 } },
///     "goal": { "serviceLevel": { "atLeast": 0.8, "within": 20 }, "occupancy": 0.85 },
///     "shrinkage": "30%",
///     "surges": {
///       "combination": "highest",
///       "rules": [
///         { "id": "peak season", "raise": "300%",
///           "dates": [ { "name": "Spring Festival", "from": "2026-02-10", "through": "2026-02-25" } ] },
///         { "id": "before holidays", "raise": "50%", "leadDays": 3,
///           "holidays": [ { "name": "National Day", "from": "2026-10-01", "through": "2026-10-07" } ] },
///         { "id": "storm", "group": "response", "heads": 20, "leadHours": 72,
///           "events": [ { "name": "typhoon", "from": "2026-08-14T06:00:00+08:00",
///                         "until": "2026-08-16T06:00:00+08:00" } ] },
///         { "id": "member day", "add": 5, "monthly": 8 } ] } }
/// }
/// ```
public struct StaffingBook: Hashable, Sendable {
  /// The name of the book.
  public let id: String
  /// Its version.
  public let version: String
  /// How the service is staffed.
  public let policy: StaffingPolicy
  /// When it takes more people.
  public let surges: SurgePlan

  /// Creates a book; its zone is the one of the surges.
  ///
  /// - Throws: `DocumentError` where a name is empty, or a bound of the goal takes more than 38 digits,
  ///   which is more than a document can hold.
  public init(
    _ id: String, version: String = "1", _ policy: StaffingPolicy, surges: SurgePlan
  ) throws(DocumentError) {
    var problems = Problems()
    if id.allSatisfy(\.isWhitespace) {
      problems.report("the text must not be empty", path: "id")
    }
    if version.allSatisfy(\.isWhitespace) {
      problems.report("the text must not be empty", path: "version")
    }
    for number in StaffingSectionWriter.numbers(of: policy)
    where StaffingSectionWriter.form(number) == nil {
      problems.report("\(number) takes more than 38 digits", path: "staffing.goal")
    }
    try problems.throwIfAny()
    self.id = id
    self.version = version
    self.policy = policy
    self.surges = surges
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
    let version = book.optional("version").map { $0.nonEmptyString(&problems) } ?? "1"
    let zone = book.required("zone", &problems).flatMap { ZoneRules(reading: $0, &problems) }
    let section = book.required("staffing", &problems)
    book.finish(&problems)
    let reader = StaffingSectionReader(zone: zone ?? .utc)
    guard let section, let (policy, surges) = reader.read(section, &problems),
      let id, let version, problems.isEmpty
    else { return nil }
    do throws(DocumentError) {
      try self.init(id, version: version, policy, surges: surges)
    } catch {
      for problem in error.problems { problems.report(problem.message, at: section) }
      return nil
    }
  }

  /// The book as JSON text; reading it gives an equal book, where its zone is known by its name.
  public var json: String { StaffingSectionWriter(self).document.text }
}

extension StaffingBook: Codable {
  /// Decodes the document.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeDocument { node, problems in Self(reading: node, &problems) }
  }

  /// Encodes the document.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeDocument(StaffingSectionWriter(self).document)
  }
}
