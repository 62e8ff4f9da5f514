// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules

/// The section of a policy book that says what is measured: definitions, and the facts that a desk adds
/// to what the library knows of its rows.
///
/// A definition says its formula in full, or names an entry of ``MetricCatalogue`` with what that
/// leaves open, and may add to it a filter, and replace its grouping, date, period, horizon, objective,
/// title, source and family. The same values can be said in code and in a document: what ``json`` tells
/// reads as an equal book. The format is number 0: it may change until version 0.1.0 of the library.
/// Its JSON Schema is `Documentation/schemas/metrics.schema.json`.
///
/// ```json
/// {
///   "format": 0, "id": "hotline", "version": "2026-01",
///   "subjects": { "tickets": { "promises": ["firstReply"], "adds": { "shop": { "is": "text" } } } },
///   "metrics": [
///     { "id": "CM-41", "measure": "firstContactResolution", "period": "month",
///       "objective": { "atLeast": "92%" } },
///     { "id": "calls", "measure": "serviceLevel.F1", "within": "20 s", "by": ["queue"] },
///     { "id": "long", "subject": "contacts",
///       "measure": { "share": { "of": { "talk": { "above": "15 min" } },
///                               "among": { "outcome": "answered" } } } } ]
/// }
/// ```
public struct MetricBook: Hashable, Sendable {
  /// The name of the book.
  public let id: String
  /// Its version.
  public let version: String
  /// The subjects that the book declares, or adds facts to.
  public let subjects: [MetricSubject]
  /// The definitions, in order.
  public let definitions: [MetricDefinition]

  /// Creates a book.
  ///
  /// - Parameters:
  ///   - id: The name of the book.
  ///   - version: Its version.
  ///   - subjects: The subjects that the library does not know, and those of the library with more
  ///     facts (``MetricSubject/adding(_:)``).
  ///   - definitions: The definitions, in order.
  /// - Throws: `DocumentError` with a problem for each name that is blank or stands twice, each subject
  ///   that changes one of the library otherwise than by adding, each subject that there is not, and
  ///   whatever ``MetricDefinition/problems(in:)`` finds; also for an objective in a currency that is
  ///   not as ISO 4217 has it, and titles, sources and names that documents cannot hold.
  public init(
    _ id: String, version: String = "1", subjects: [MetricSubject] = [],
    _ definitions: [MetricDefinition]
  ) throws(DocumentError) {
    var problems = Problems()
    for (text, path) in [(id, "id"), (version, "version")] where text.allSatisfy(\.isWhitespace) {
      problems.report("the text must not be empty", path: path)
    }
    Self.check(subjects, &problems)
    Self.check(definitions, MetricSubject.all + subjects, &problems)
    try problems.throwIfAny()
    self.init(sound: id, version, subjects, definitions)
  }

  /// Creates a book in which there is no mistake.
  init(
    sound id: String, _ version: String, _ subjects: [MetricSubject],
    _ definitions: [MetricDefinition]
  ) {
    self.id = id
    self.version = version
    self.subjects = subjects
    self.definitions = definitions
  }

  private static func check(_ subjects: [MetricSubject], _ problems: inout Problems) {
    var seen: Set<String> = []
    for subject in subjects {
      let path = "subjects.\(subject.name)"
      if !seen.insert(subject.name).inserted {
        problems.report("the subject \(subject.name.quoted) stands twice", path: path)
      }
      if subject.name == "note" {
        problems.report("\"note\" is a word of documents and no name", path: path)
      }
      guard let own = MetricSubject.all.first(where: { $0.name == subject.name }) else { continue }
      if subject.date != own.date || !subject.schema.fields.starts(with: own.schema.fields) {
        problems.report("to a subject of the library facts can only be added", path: path)
      }
    }
  }

  private static func check(
    _ definitions: [MetricDefinition], _ subjects: [MetricSubject], _ problems: inout Problems
  ) {
    var seen: Set<MetricID> = []
    for (place, definition) in definitions.enumerated() {
      let path = "metrics[\(place)]"
      if !seen.insert(definition.id).inserted {
        problems.report("the id \(definition.id.rawValue.quoted) stands twice", path: "\(path).id")
      }
      if case .money(let bound) = definition.objective?.bound,
        (try? Money("\(bound)", in: .iso4217)) != bound
      {
        problems.report("\(bound) is no sum of a currency of ISO 4217", path: "\(path).objective")
      }
      if let subject = subjects.last(where: { $0.name == definition.subject }) {
        definition.check(against: subject, path: path, &problems)
      } else {
        problems.report(
          "\(definition.subject.quoted) is no subject", path: "\(path).subject",
          suggestion: EditDistance.nearest(
            to: definition.subject, among: subjects.map(\.name)))
      }
    }
  }

  /// The subject of a name, as the book has it; `nil` where there is none.
  public func subject(_ name: String) -> MetricSubject? {
    (MetricSubject.all + subjects).last { $0.name == name }
  }

  /// The definition of a name; `nil` where there is none.
  public func definition(_ id: MetricID) -> MetricDefinition? {
    definitions.first { $0.id == id }
  }

  /// The definitions about one subject, in order: what one plan counts.
  public func definitions(of subject: String) -> [MetricDefinition] {
    definitions.filter { $0.subject == subject }
  }
}

extension MetricSubject {
  /// The same rows with more facts, such as a host's own fields of a ticket.
  ///
  /// - Throws: `DocumentError` with every mistake of the fields, a name that stands already included.
  public func adding(_ fields: [FactField]) throws(DocumentError) -> Self {
    try Self(name, schema.fields + fields, date: date)
  }
}
