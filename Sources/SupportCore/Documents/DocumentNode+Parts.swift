// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension DocumentNode {
  /// The object with only those of its members whose keys are named, each at its place; any other
  /// value as it is. A document that holds the sections of several rooms gives each room its own.
  package func keeping(_ keys: Set<String>) -> DocumentNode {
    guard case .object(let members) = value else { return self }
    return replacing(with: .object(members.filter { keys.contains($0.key) }))
  }

  /// Another value at this place.
  package func replacing(with value: Value) -> DocumentNode {
    DocumentNode(value, at: trail, place)
  }

  /// The value of a key of an object; `nil` where there is none.
  package subscript(key: String) -> DocumentNode? {
    guard case .object(let members) = value else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The object with a member under a key, in place of the former one or behind the others; any other
  /// value as it is. The member stands where the new value stands.
  package func setting(_ key: String, to node: DocumentNode) -> DocumentNode {
    guard case .object(var members) = value else { return self }
    let member = Member(key: key, line: node.line, column: node.column, value: node)
    if let place = members.firstIndex(where: { $0.key == key }) {
      members[place] = member
    } else {
      members.append(member)
    }
    return replacing(with: .object(members))
  }

  /// The same as part of a document that has a name among several, so that problems say which one they
  /// are in. What came from a document with a name keeps it.
  ///
  /// - Complexity: O(values × depth).
  package func named(_ document: String) -> DocumentNode {
    let value: Value =
      switch value {
      case .array(let elements): .array(elements.map { $0.named(document) })
      case .object(let members):
        .object(
          members.map { member in
            Member(
              key: member.key, line: member.line, column: member.column,
              value: member.value.named(document))
          })
      default: value
      }
    return DocumentNode(
      value, at: trail.named(document), place, isWrittenAsInteger: isWrittenAsInteger)
  }
}

extension DocumentNode.Member {
  /// The member with another value; its key keeps its place.
  package func with(_ value: DocumentNode) -> Self {
    Self(key: key, line: line, column: column, value: value)
  }
}
