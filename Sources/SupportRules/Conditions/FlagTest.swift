// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What must hold of a set of flags: all of these are set, at least one of those, none of others.
public struct FlagTest: Hashable, Sendable {
  /// Each of these is set.
  public var allOf: [String]
  /// At least one of these is set; an empty list asks for nothing.
  public var anyOf: [String]
  /// None of these is set.
  public var noneOf: [String]

  /// Creates a test; what is left out asks for nothing.
  public init(allOf: [String] = [], anyOf: [String] = [], noneOf: [String] = []) {
    self.allOf = allOf
    self.anyOf = anyOf
    self.noneOf = noneOf
  }

  /// The three parts by their names in a document, empty ones included.
  var parts: [(key: String, names: [String])] {
    [("allOf", allOf), ("anyOf", anyOf), ("noneOf", noneOf)]
  }
}

extension FlagTest {
  /// Whether a set of flags is as the test asks.
  func holds(for set: [String]) -> Bool {
    allOf.allSatisfy(set.contains) && (anyOf.isEmpty || anyOf.contains(where: set.contains))
      && !noneOf.contains(where: set.contains)
  }
}
