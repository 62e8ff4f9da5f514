// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Lays one document of a policy book over another; see ``PolicyBook/init(_:over:limits:)``.
///
/// Every value keeps its place in the document that it came from, so that a mistake which only the two
/// together make is told where somebody can mend it.
struct PolicyOverlay {
  /// The keys that say which book it is: the overlay's own, never those of the book below.
  private static let head: Set<String> = [
    "format", "id", "version", "effectiveFrom", "note", "changelog", "base",
  ]
  /// Objects whose keys are names that people give: what has a name is replaced as a whole.
  private static let named: Set<String> = [
    "calendars", "rosters", "facts", "menus", "contactTrees", "slots", "subjects", "ladders",
    "metrics", "fields",
  ]
  /// Objects that say one thing together.
  private static let whole: Set<String> = ["when", "then", "otherwise"]
  /// Lists of which the first that matches decides: what is new goes ahead.
  private static let firstDecides: Set<String> = [
    "rules", "agreements", "earnings", "rewards", "guards", "humanFirst",
  ]

  private var problems = Problems()

  /// The document that two make together; `nil` where the overlay does not say what it is.
  ///
  /// After other reports, such as of a misspelt name to remove, there is one all the same, so that its
  /// mistakes are told as well.
  static func laid(
    _ overlay: DocumentNode, over base: PolicyBook, _ problems: inout Problems
  ) -> DocumentNode? {
    guard var object = overlay.object(&problems) else { return nil }
    let before = problems
    for key in ["format", "id", "version", "effectiveFrom"] {
      _ = object.required(key, &problems)
    }
    let name = object.required("base", &problems)
    if let name, let id = name.nonEmptyString(&problems), id != base.id {
      problems.report(
        "\(id.quoted) is not the book that it is laid over, \(base.id.quoted)", at: name)
    }
    guard problems == before, let name else { return nil }
    let below = base.root.named("\(base.id) \(base.version)").removing(head)
    var layer = Self()
    let laid = layer.lay(overlay, over: below, "")
    for problem in layer.problems.all { problems.report(problem) }
    return laid.setting("base", to: name.replacing(with: base.reference))
  }

  // MARK: Laying

  /// One value over another that stands under the same key.
  private mutating func lay(
    _ own: DocumentNode, over below: DocumentNode, _ key: String
  ) -> DocumentNode {
    switch (own.value, below.value) {
    case (.object(let members), .object) where !Self.whole.contains(key):
      let removed = removals(members, from: [below])
      return join(own, members, below, removed, key)
    case (.object(let members), .array(let versions))
    where !versions.isEmpty && versions.allSatisfy(\.isVersion):
      let removed = removals(members, from: versions)
      return below.replacing(with: .array(versions.map { join(own, members, $0, removed, key) }))
    case (.array(let elements), .array(let others)):
      return lay(own, elements, over: others, key)
    default: return own
    }
  }

  /// An object over another one, key by key.
  private mutating func join(
    _ own: DocumentNode, _ members: [DocumentNode.Member], _ below: DocumentNode,
    _ removed: Set<String>, _ key: String
  ) -> DocumentNode {
    guard case .object(let others) = below.value else { return own }
    let isNamed = Self.named.contains(key)
    var joined: [DocumentNode.Member] = []
    for other in others {
      guard let mine = members.first(where: { $0.key == other.key }) else {
        if removed.contains(other.key) { continue }
        joined.append(other.with(other.value.removingElements(removed)))
        continue
      }
      let isReplaced = isNamed || removed.contains(other.key)
      joined.append(
        isReplaced
          ? mine : mine.with(lay(mine.value, over: other.value.removingElements(removed), mine.key))
      )
    }
    let present = Set(others.map(\.key))
    joined += members.filter { !present.contains($0.key) && !$0.isRemoval }
    return own.replacing(with: .object(joined))
  }

  /// A list over another one: element by element where all have ids, as a whole otherwise.
  private mutating func lay(
    _ own: DocumentNode, _ elements: [DocumentNode], over others: [DocumentNode], _ key: String
  ) -> DocumentNode {
    if key == "accepted" { return own.replacing(with: .array(elements + others)) }
    let ids = others.compactMap(\.id)
    guard !ids.isEmpty, ids.count == others.count else { return own }
    if elements.isEmpty {
      problems.report(
        "an empty list changes nothing: name under \"remove\" what is to go", at: own)
    }
    guard elements.allSatisfy({ $0.id != nil }) else { return own }
    var added = elements
    let kept = others.map { other -> DocumentNode in
      guard let place = added.firstIndex(where: { $0.id == other.id }) else { return other }
      return added.remove(at: place)
    }
    return own.replacing(
      with: .array(Self.firstDecides.contains(key) ? added + kept : kept + added))
  }

  // MARK: Removing

  /// What an object takes away: keys of the one below, and elements of its lists by their ids.
  private mutating func removals(
    _ members: [DocumentNode.Member], from below: [DocumentNode]
  ) -> Set<String> {
    guard let list = members.first(where: \.isRemoval)?.value else { return [] }
    let known = below.flatMap(\.namesBelow)
    var names: Set<String> = []
    _ = list.values(&problems) { element, problems -> String? in
      guard let name = element.nonEmptyString(&problems) else { return nil }
      if !known.contains(name) {
        problems.report(
          "there is no \(name.quoted) to remove", at: element,
          suggestion: EditDistance.nearest(to: name, among: known))
      }
      names.insert(name)
      return name
    }
    return names
  }
}

extension PolicyBook {
  /// The name of this book as what another one was laid over.
  fileprivate var reference: DocumentNode.Value {
    let form = DocumentForm.object([
      .init("id", .text(id)), .init("version", .text(version.rawValue)),
    ])
    return (try? DocumentNode.parse(form.text))?.value ?? .null
  }
}

extension DocumentNode.Member {
  /// Whether it says what is taken away, which is a list: no thing of that name is one.
  fileprivate var isRemoval: Bool {
    guard key == "remove", case .array = value.value else { return false }
    return true
  }
}

extension DocumentNode {
  /// The id of an element of a list.
  fileprivate var id: String? {
    if case .string(let id) = self["id"]?.value { id } else { nil }
  }

  /// Whether it is one version of a section.
  fileprivate var isVersion: Bool { self["version"] != nil && id == nil }

  /// The keys of an object, and the ids in the lists that are its values.
  fileprivate var namesBelow: [String] {
    guard case .object(let members) = value else { return [] }
    return members.flatMap { member -> [String] in
      guard case .array(let elements) = member.value.value else { return [member.key] }
      return [member.key] + elements.compactMap(\.id)
    }
  }

  fileprivate func removing(_ keys: Set<String>) -> DocumentNode {
    guard case .object(let members) = value else { return self }
    return replacing(with: .object(members.filter { !keys.contains($0.key) }))
  }

  /// A list without the elements that have one of these ids; any other value as it is.
  fileprivate func removingElements(_ ids: Set<String>) -> DocumentNode {
    guard !ids.isEmpty, case .array(let elements) = value else { return self }
    return replacing(
      with: .array(elements.filter { element in element.id.map { !ids.contains($0) } ?? true }))
  }
}
