// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// How many different names or numbers there are, exact.
///
/// It keeps each of them once: memory grows with them (``memory``). Where it must stay bounded, use
/// ``DistinctSketch``. Names that look the same are the same, however their accents are encoded; a
/// number is never a name.
public struct DistinctTally: Hashable, Sendable {
  private(set) var names: Set<String> = []
  private(set) var numbers: Set<Int64> = []

  /// Creates an empty tally.
  public init() {}

  init(names: Set<String>, numbers: Set<Int64>) {
    self.names = names
    self.numbers = numbers
  }

  /// Counts a name, unless it was counted before.
  public mutating func count(_ name: String) {
    names.insert(name)
  }

  /// Counts a number, such as a code, unless it was counted before.
  public mutating func count(_ number: Int64) {
    numbers.insert(number)
  }

  /// Adds what another tally counted; any order gives the same tally.
  public mutating func merge(_ other: Self) {
    names.formUnion(other.names)
    numbers.formUnion(other.numbers)
  }

  /// How many different names and numbers were counted.
  public var distinct: Int { names.count + numbers.count }

  /// The bytes that they take, about: 24 for each name and the bytes of long ones, 12 for each number.
  ///
  /// - Complexity: O(n) for n names.
  public var memory: Int {
    names.reduce(12 * numbers.count) { $0 + 24 + $1.bytesOutside }
  }
}
