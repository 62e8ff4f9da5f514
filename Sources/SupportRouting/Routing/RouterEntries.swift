// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A piece of work in the order in which it is served.
struct WorkEntry: Comparable, Sendable {
  /// The eligible time less the weight, in milliseconds.
  var time: Int64
  /// The number of the work.
  var number: Int64
  /// The band, negated: higher bands come first.
  var rank: Int32
  var slot: Int32
  /// Equal to the row's as long as the entry holds.
  var stamp: UInt32

  static let none = Self(time: .max, number: .max, rank: .max, slot: -1, stamp: 0)

  @inline(__always)
  static func < (left: Self, right: Self) -> Bool {
    if left.rank != right.rank { return left.rank < right.rank }
    if left.time != right.time { return left.time < right.time }
    return left.number < right.number
  }
}

/// An agent among those who can do the same and have room for the same.
struct AgentEntry: Comparable, Sendable {
  /// The comparators that go by what agents do, in the policy's order, as numbers.
  var first: Int64
  var second: Int64
  var third: Int64
  var fourth: Int64
  /// Orders ids.
  var label: Int64
  var agent: Int32
  /// Equal to the row's as long as the entry holds.
  var stamp: UInt32

  static let none = Self(
    first: .max, second: .max, third: .max, fourth: .max, label: .max, agent: -1, stamp: 0)

  @inline(__always)
  static func < (left: Self, right: Self) -> Bool {
    if left.first != right.first { return left.first < right.first }
    if left.second != right.second { return left.second < right.second }
    if left.third != right.third { return left.third < right.third }
    if left.fourth != right.fourth { return left.fourth < right.fourth }
    return left.label < right.label
  }

  /// One of the four numbers.
  func key(_ place: Int) -> Int64 {
    switch place {
    case 0: first
    case 1: second
    case 2: third
    default: fourth
    }
  }
}

/// Something that happens by itself at an instant.
struct TimerEntry: Comparable, Sendable {
  /// What happens, in the order in which things due at one instant happen.
  enum Kind: UInt8, Sendable {
    case offerEnds, restEnds, wrapUpEnds, agentReady, fairShare, forget, turn, retry, hours, round
  }

  var due: Int64
  var kind: Kind
  /// The number of the offer, the work, the agent.
  var number: Int64
  /// The place of what it is about.
  var place: Int32
  /// Tells a row from the one that had its place before.
  var generation: UInt32

  static func < (left: Self, right: Self) -> Bool {
    if left.due != right.due { return left.due < right.due }
    if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
    if left.number != right.number { return left.number < right.number }
    return left.generation < right.generation
  }
}
