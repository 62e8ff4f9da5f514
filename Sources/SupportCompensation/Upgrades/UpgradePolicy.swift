// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Which of the free classes a customer is offered in place of the one that was booked: an equal or a
/// better one, never a worse one.
///
/// Use it where a seat, a room or a service cannot be had as booked. What it costs is no matter of it:
/// that is said by the compensation policy.
///
/// ```swift
/// let upgrades = try UpgradePolicy(["economy", "premium", "business", "first"], offer: .best)
/// let offer = try upgrades.offer(booked: "premium", free: ["economy", "business"])
/// offer.offered              // "business"
/// offer.explanation.text()   // why not the others
/// ```
public struct UpgradePolicy: Hashable, Sendable {
  /// Which class is offered where several would do.
  public enum Choice: String, Hashable, Sendable, CaseIterable {
    /// The best free class.
    case best
    /// The class nearest to the booked one: that class itself where it is free, or else the lowest free
    /// one above it.
    case next
  }

  /// A class that the policy does not have.
  public struct UnknownClass: Error, Hashable, Sendable {
    /// The name that was given.
    public var name: SeatClass
    /// The classes that there are, from the lowest to the best.
    public var known: [SeatClass]

    /// The class that was probably meant; `nil` where none is near.
    public var suggestion: SeatClass? {
      EditDistance.nearest(to: name.rawValue, among: known.map(\.rawValue))
        .map(SeatClass.init(rawValue:))
    }
  }

  /// The classes from the lowest to the best; at least one, each once.
  public let classes: [SeatClass]
  /// Which class is offered where several would do.
  public let choice: Choice

  /// Creates a policy.
  ///
  /// - Parameters:
  ///   - classes: The classes from the lowest to the best.
  ///   - choice: Which class is offered where several would do.
  /// - Throws: `DocumentError` where there is no class, or one has no name or stands twice.
  public init(_ classes: [SeatClass], offer choice: Choice) throws(DocumentError) {
    var problems = Problems()
    if classes.isEmpty { problems.report("at least one class is needed", path: "classes") }
    for (position, name) in classes.enumerated() {
      let path = "classes[\(position)]"
      if name.rawValue.isEmpty { problems.report("a class has no name", path: path) }
      if classes.prefix(position).contains(name) {
        problems.report("the class \(name.rawValue.quoted) stands twice", path: path)
      }
    }
    try problems.throwIfAny()
    self.classes = classes
    self.choice = choice
  }

  /// Offers one of the free classes.
  ///
  /// - Parameters:
  ///   - booked: The class that was booked.
  ///   - free: The classes of which something is free, in any order.
  /// - Returns: The class that is offered, if there is one, and why each other is not.
  /// - Throws: ``UnknownClass``, where the booked class or a free one is none of the policy's; the booked
  ///   one first.
  /// - Complexity: O(classes × free classes).
  public func offer(
    booked: SeatClass, free: [SeatClass]
  ) throws(UnknownClass) -> SeatOffer {
    let least = try rank(of: booked)
    var ranks: [Int] = []
    for name in free { ranks.append(try rank(of: name)) }
    let fitting = ranks.filter { $0 >= least }
    let chosen = choice == .best ? fitting.max() : fitting.min()
    var leftOut: [SeatOffer.LeftOut] = []
    for rank in classes.indices where rank != chosen {
      let why: SeatOffer.Objection =
        if !ranks.contains(rank) {
          .notFree
        } else if rank < least {
          .worse
        } else {
          .notChosen
        }
      leftOut.append(.init(name: classes[rank], why: why))
    }
    return SeatOffer(
      booked: booked, offered: chosen.map { classes[$0] }, choice: choice, leftOut: leftOut)
  }

  private func rank(of name: SeatClass) throws(UnknownClass) -> Int {
    guard let rank = classes.firstIndex(of: name) else {
      throw UnknownClass(name: name, known: classes)
    }
    return rank
  }
}

extension UpgradePolicy.UnknownClass: CustomStringConvertible {
  /// One line that names the classes that there are.
  public var description: String {
    let names = known.map(\.rawValue).joined(separator: ", ")
    return "there is no class \(name.rawValue.quoted); there are \(names)"
  }
}
