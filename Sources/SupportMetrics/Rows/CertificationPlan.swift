// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What an agent is certified by: dimensions with their items, the bounds that the scores must reach,
/// and how the certificate is tied to what customers say.
///
/// Scores come from the host; all weigh the same. The plan says what follows from them.
///
/// ```swift
/// let plan = try CertificationPlan(
///   [.init("listening", items: ["tone", "patience", "summary"], atLeast: 700), …],
///   atLeast: 850, ratings: .atLeast(milliStars: 4_500, from: 20))
/// plan.certificate(of: "wang", on: date, scores: scores, ratings: .init(stars: 466, count: 100))
/// ```
public struct CertificationPlan: Hashable, Sendable {
  /// A side of an agent's work that is scored item by item.
  public struct Dimension: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// The names of its items, each once in the plan.
    public var items: [String]
    /// What the mean of its items must reach, in thousandths.
    public var atLeast: Int

    /// Creates a dimension.
    public init(_ name: String, items: [String], atLeast: Int = 0) {
      self.name = name
      self.items = items
      self.atLeast = atLeast
    }
  }

  /// How the certificate depends on what customers say.
  public enum Ratings: Hashable, Sendable {
    /// It does not.
    case apart
    /// The mean of at least so many ratings must reach a bound, in thousandths of a star; fewer leave
    /// the certificate open.
    case atLeast(milliStars: Int, from: Int)
    /// The mean of at least so many ratings makes up a part of the score, in thousandths: 1 star counts
    /// 0, 5 stars 1000; fewer leave the certificate open.
    case weigh(thousandths: Int, from: Int)
  }

  /// The dimensions, in order.
  public let dimensions: [Dimension]
  /// What the score must reach, in thousandths.
  public let atLeast: Int
  /// How it depends on what customers say.
  public let ratings: Ratings

  /// Creates a plan.
  ///
  /// - Throws: `DocumentError` with a problem for each dimension without items, each name that is empty
  ///   or stands twice, more than 1000 items, and each bound out of range.
  public init(
    _ dimensions: [Dimension], atLeast: Int, ratings: Ratings = .apart
  ) throws(DocumentError) {
    self.dimensions = dimensions
    self.atLeast = atLeast
    self.ratings = ratings
    var problems = Problems()
    check(&problems)
    try problems.throwIfAny()
  }

  /// The items of all dimensions, in order.
  public var items: [String] { dimensions.flatMap(\.items) }

  private func check(_ problems: inout Problems) {
    if dimensions.isEmpty { problems.report("a plan needs a dimension", path: "dimensions") }
    if items.count > 1_000 {
      problems.report("\(items.count) items are more than 1000", path: "dimensions")
    }
    var names: Set<String> = []
    var items: Set<String> = []
    for (position, dimension) in dimensions.enumerated() {
      let path = "dimensions[\(position)]"
      if dimension.name.isEmpty || !names.insert(dimension.name).inserted {
        problems.report(
          "a dimension needs a name of its own, not \(dimension.name.quoted)", path: path)
      }
      if dimension.items.isEmpty { problems.report("a dimension needs an item", path: path) }
      for item in dimension.items where item.isEmpty || !items.insert(item).inserted {
        problems.report(
          "an item needs a name of its own, not \(item.quoted)", path: "\(path).items")
      }
      Self.check(dimension.atLeast, 0...1_000, "\(path).atLeast", &problems)
    }
    Self.check(atLeast, 0...1_000, "atLeast", &problems)
    switch ratings {
    case .apart: break
    case .atLeast(let bound, let count):
      Self.check(bound, 1_000...5_000, "ratings.atLeast", &problems)
      Self.check(count, 1...1_000_000_000, "ratings.from", &problems)
    case .weigh(let part, let count):
      Self.check(part, 0...1_000, "ratings.weigh", &problems)
      Self.check(count, 1...1_000_000_000, "ratings.from", &problems)
    }
  }

  private static func check(
    _ number: Int, _ range: ClosedRange<Int>, _ path: String, _ problems: inout Problems
  ) {
    if !range.contains(number) {
      problems.report(
        "\(number) is outside \(range.lowerBound) ... \(range.upperBound)", path: path)
    }
  }
}
