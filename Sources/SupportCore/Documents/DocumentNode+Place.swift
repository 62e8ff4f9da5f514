// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension DocumentNode {
  /// The node that a path such as `queues[0].pools` names below this one, or the deepest one on the way
  /// to it.
  package func place(named path: some StringProtocol) -> DocumentNode {
    var node = self
    for step in path.split(whereSeparator: { ".[]".contains($0) }) {
      switch node.value {
      case .object(let members):
        guard let member = members.first(where: { $0.key == step }) else { return node }
        node = member.value
      case .array(let elements):
        guard let index = Int(step), elements.indices.contains(index) else { return node }
        node = elements[index]
      default: return node
      }
    }
    return node
  }
}
