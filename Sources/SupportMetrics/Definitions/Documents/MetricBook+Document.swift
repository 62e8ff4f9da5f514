// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules
import SupportSLA

extension MetricBook {
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

  /// The book as JSON text, its definitions in full; reading it gives an equal book, but that whole
  /// numbers asked of a decimal fact are read as decimals.
  public var json: String { form.text }

  package init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var book = node.object(&problems) else { return nil }
    _ = book.required("format", &problems)?.integer(in: 0...0, &problems)
    let id = book.required("id", &problems)?.nonEmptyString(&problems)
    let version = book.optional("version").map { $0.nonEmptyString(&problems) } ?? "1"
    let reader = MetricSubjectReader()
    let (subjects, unread) =
      book.optional("subjects").map { reader.subjects($0, &problems) } ?? ([], [])
    let list = book.required("metrics", &problems)
    book.finish(&problems)
    let definitions = list.flatMap {
      Self.definitions(
        $0, MetricDefinitionReader(subjects: MetricSubject.all + subjects, unread: unread),
        &problems)
    }
    guard let definitions, let id, let version, problems.isEmpty else { return nil }
    self.init(sound: id, version, subjects, definitions)
  }

  private static func definitions(
    _ list: DocumentNode, _ reader: MetricDefinitionReader, _ problems: inout Problems
  ) -> [MetricDefinition]? {
    var seen: Set<String> = []
    return list.values(&problems) { node, problems in
      // Ids of faulty definitions count too: all mistakes are told at once.
      if case .object(let members) = node.value,
        let member = members.first(where: { $0.key == "id" }),
        case .string(let id) = member.value.value,
        !seen.insert(id).inserted
      {
        problems.report("the id \(id.quoted) stands twice", at: member.value)
        _ = reader.definition(node, &problems)
        return nil
      }
      return reader.definition(node, &problems)
    }
  }

  private var form: DocumentForm {
    typealias Member = DocumentForm.Member
    var members = [
      Member("format", .integer(0)), Member("id", .text(id)), Member("version", .text(version)),
    ]
    if !subjects.isEmpty {
      members.append(
        Member("subjects", .object(subjects.map { Member($0.name, $0.form) })))
    }
    members.append(Member("metrics", .list(definitions.map(\.form))))
    return .object(members)
  }
}
