// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// An object of a document while it is read: it knows which keys were asked for.
///
/// Ask for every key that may be there, then call ``finish(_:)``, which reports the keys that
/// nobody asked for. The key `note` is always allowed and holds a text for people.
///
/// ```swift
/// guard var object = node.object(&problems) else { return nil }
/// let id = object.required("id", &problems)?.nonEmptyString(&problems)
/// let from = object.optional("from")?.text(&problems, CivilDate.init(_:))
/// object.finish(&problems)
/// ```
///
/// Where the keys are names that people give, go through ``members`` instead and do not finish.
public struct DocumentObject: Hashable, Sendable {
  /// The node that holds the object.
  public let node: DocumentNode

  /// The members in the order of the text.
  public let members: [DocumentNode.Member]

  /// The keys asked for, each once, in the order of the questions.
  private var asked: [String] = []

  init(node: DocumentNode, members: [DocumentNode.Member]) {
    self.node = node
    self.members = members
  }

  /// Returns the value of a key; reports at the place of the object when the key is missing.
  public mutating func required(_ key: String, _ problems: inout Problems) -> DocumentNode? {
    if let value = optional(key) { return value }
    problems.report("\(key.quoted) is missing", at: node)
    return nil
  }

  /// Returns the value of a key, or nil when the key is missing; a `null` is a value.
  public mutating func optional(_ key: String) -> DocumentNode? {
    if !asked.contains(key) { asked.append(key) }
    return members.first { $0.key == key }?.value
  }

  /// Reports every key that nobody asked for, with the nearest of those that were asked for, and a
  /// `note` that is not a text.
  public func finish(_ problems: inout Problems) {
    let known = Set(asked)
    let unknown = members.filter { !known.contains($0.key) }
    guard !unknown.isEmpty else { return }
    let present = Set(members.map(\.key))
    let missing = asked.filter { !present.contains($0) }
    for member in unknown {
      if member.key == "note" {
        _ = member.value.string(&problems)
        continue
      }
      let names = asked.isEmpty ? "none" : DocumentNode.list(asked)
      problems.report(
        "the key \(member.key.quoted) is unknown; known are \(names)", atKeyOf: member,
        suggestion: EditDistance.nearest(to: member.key, among: missing)
          ?? EditDistance.nearest(to: member.key, among: asked))
    }
  }
}
