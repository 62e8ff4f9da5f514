// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules

extension MetricDefinition {
  /// Reads a definition from JSON text, in full or by the name of an entry of the catalogue; the form
  /// is that of the section `metrics` of a ``MetricBook``.
  ///
  /// - Parameters:
  ///   - text: The definition.
  ///   - subjects: What rows may be about, with their facts; of two of one name the later counts.
  /// - Throws: `DocumentError` with every mistake, each with its place.
  public init(
    _ text: String, subjects: [MetricSubject] = MetricSubject.all
  ) throws(DocumentError) {
    let reader = MetricDefinitionReader(subjects: subjects)
    self = try DocumentNode.read(text) { node, problems in reader.definition(node, &problems) }
  }

  /// The definition as JSON text, in full.
  public var json: String { form.text }
}

extension MetricDefinition: Codable {
  /// Decodes a definition about a subject of the library from its text. Definitions about a host's own
  /// subjects, and facts that a host adds, travel in a ``MetricBook``.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeDocumentText { text throws(DocumentError) in try Self(text) }
  }

  /// Encodes its JSON text as a text: the order of members, which coders do not keep, is a part of it.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeText(form.line)
  }
}

extension MetricBook: Codable {
  /// Decodes a book from its text.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeDocumentText { text throws(DocumentError) in try Self(text) }
  }

  /// Encodes its JSON text as a text: the order of members, which coders do not keep, is a part of it.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeText(json)
  }
}

extension Decoder {
  /// Decodes a text that holds a document.
  fileprivate func decodeDocumentText<Value>(
    _ make: (String) throws(DocumentError) -> Value
  ) throws -> Value {
    let container = try singleValueContainer()
    let text = try container.decode(String.self)
    do throws(DocumentError) {
      return try make(text)
    } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
    }
  }
}
