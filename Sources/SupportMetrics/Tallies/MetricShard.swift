// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Which part of a log a tally counts: the whole, or some of the parts into which it was cut.
///
/// Tallies of different parts merge; tallies that both counted a part do not, and neither do those of
/// a cut that divides what a metric keeps together (semantics M7): repeat contacts of a customer need
/// parts cut by the customer.
///
/// ```swift
/// let shard = MetricShard(part: 3, of: 8, by: "customer")
/// if shard.holds(customer) { … }
/// ```
public struct MetricShard: Hashable, Sendable {
  /// How many parts there are; 1 for the whole.
  public let count: Int
  /// The fact by which the log was cut; `nil` where rows were dealt out as they came.
  public let key: String?
  /// The parts that are counted, ascending, 0 ..< ``count``.
  public private(set) var parts: [Int]

  /// The whole log.
  public static let whole = Self(count: 1, key: nil, parts: [0])

  private init(count: Int, key: String?, parts: [Int]) {
    self.count = count
    self.key = key
    self.parts = parts
  }

  /// One part of several; `nil` for a part that there is not.
  ///
  /// - Parameters:
  ///   - part: Which part, from 0.
  ///   - count: How many there are, 1 ... 1,000,000; one part is the whole.
  ///   - key: The fact that decides into which part a row goes; `nil` where rows are dealt out as they
  ///     come, so that two rows of one customer may lie in two parts.
  public init?(part: Int, of count: Int, by key: String? = nil) {
    guard (1...1_000_000).contains(count), (0..<count).contains(part) else { return nil }
    if count == 1 {
      self = .whole
      return
    }
    self.init(count: count, key: key, parts: [part])
  }

  /// Whether all parts are counted.
  public var isWhole: Bool { parts.count == count }

  /// Whether a row belongs here by the value of the key, the same in every process.
  ///
  /// - Complexity: O(length of the value).
  public func holds(_ value: String) -> Bool {
    parts.contains(Self.part(of: value, among: count))
  }

  /// The part into which a value of the key falls: its hash, the same on every machine, by the number of
  /// parts. Names that look the same fall into the same part, however their accents are encoded.
  public static func part(of value: String, among count: Int) -> Int {
    count > 1 ? Int(StableHash.hash(value) % UInt64(count)) : 0
  }

  /// This part and another together; `nil` where they overlap or were cut in different ways.
  func joined(with other: Self) -> Self? {
    guard count == other.count, key == other.key, Set(parts).isDisjoint(with: other.parts)
    else { return nil }
    return Self(count: count, key: key, parts: (parts + other.parts).sorted())
  }
}
