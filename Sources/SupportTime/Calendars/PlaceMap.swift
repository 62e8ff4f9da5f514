// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Where the parts of a value stand in the document it is read from, so that one set of checks
/// serves values made by code and values that people write.
struct PlaceMap {
  private var nodes: [String: DocumentNode] = [:]

  /// Notes the node of a part: `levels[3].after`; the empty path is the whole.
  mutating func note(_ node: DocumentNode?, for path: String) {
    if let node { nodes[path] = node }
  }

  /// Reports at the node of the part, at the nearest part around it that has one, or by path alone.
  func report(_ message: String, path: String, _ problems: inout Problems) {
    var part = path[...]
    while true {
      if let node = nodes[String(part)] { return problems.report(message, at: node) }
      guard let cut = part.lastIndex(where: { $0 == "." || $0 == "[" }) else { break }
      part = part[..<cut]
    }
    if let node = nodes[""] { return problems.report(message, at: node) }
    problems.report(message, path: path)
  }
}
