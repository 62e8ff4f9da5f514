// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension Sequence {
  /// The elements by a key, equal ones in the order in which they came: what the documentation of a
  /// list promises, and `sorted` does not.
  package func sortedStably<Key: Comparable>(by key: (Element) -> Key) -> [Element] {
    var places: [(key: Key, offset: Int, element: Element)] = []
    for element in self { places.append((key(element), places.count, element)) }
    places.sort { left, right in
      if left.key == right.key { return left.offset < right.offset }
      return left.key < right.key
    }
    return places.map { $0.element }
  }
}
