// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

package import SupportCore

/// The facts that a document's rules ask about, as far as they could be read, so that a mistake in one
/// of them hides none in the rules.
package struct ReadableFacts {
  /// The facts whose declarations are sound.
  package let schema: FactSchema
  /// The names of the others; `nil` where the section could not be read at all.
  private let faulty: Set<String>?

  /// Creates the facts of a schema.
  package init(_ schema: FactSchema) {
    self.init(schema, faulty: [])
  }

  private init(_ schema: FactSchema, faulty: Set<String>?) {
    self.schema = schema
    self.faulty = faulty
  }

  /// Reads the section `facts` of a document, reporting every mistake; without one, nothing is known
  /// of any fact.
  package init(reading node: DocumentNode?, _ problems: inout Problems) {
    guard let node, let object = node.object(&problems) else {
      schema = FactSchema(sound: [])
      faulty = nil
      return
    }
    var fields: [(field: FactField, node: DocumentNode)] = []
    var faulty: Set<String> = []
    for member in object.members {
      if let field = FactField(reading: member, &problems) {
        fields.append((field, member.value))
      } else {
        faulty.insert(member.key)
      }
    }
    for mistake in FactSchema.mistakes(in: fields.map(\.field)) {
      let (field, node) = fields[mistake.position]
      problems.report(mistake.text, at: node)
      faulty.insert(field.name)
    }
    schema = FactSchema(sound: fields.map(\.field).filter { !faulty.contains($0.name) })
    self.faulty = faulty
  }

  /// The facts with those that a room brings itself before them.
  ///
  /// One that the section declares differently is a mistake of the section.
  package func joining(
    _ fields: [FactField], at node: DocumentNode?, _ problems: inout Problems
  ) -> Self {
    var differing: Set<String> = []
    for field in fields {
      guard let own = schema.field(field.name), own != field else { continue }
      differing.insert(field.name)
      if let node {
        problems.report(
          "the fact \(field.name.quoted) is there without being declared, and otherwise", at: node)
      }
    }
    let names = Set(fields.map(\.name))
    return Self(
      FactSchema(sound: fields + schema.fields.filter { !names.contains($0.name) }),
      faulty: faulty.map { $0.union(differing) })
  }

  /// The facts with the values of some of them as a section knows them better: its own kinds, say.
  ///
  /// Facts that are not there, and those that could not be read, stay as they are.
  package func narrowing(_ fields: [FactField]) -> Self {
    let narrow = Dictionary(fields.map { ($0.name, $0) }) { first, _ in first }
    return Self(FactSchema(sound: schema.fields.map { narrow[$0.name] ?? $0 }), faulty: faulty)
  }

  /// Whether there was no mistake.
  package var isSound: Bool { faulty?.isEmpty ?? false }

  /// Whether a fact was declared but could not be read, so that nothing can be said of what is asked
  /// of it.
  package func isUnread(_ name: String) -> Bool { faulty?.contains(name) ?? true }
}
