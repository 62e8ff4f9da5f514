// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// One fact on the way to a match: which one, and what it would have to become.
struct FactStep: Sendable {
  var position: Int
  /// The code now; ``Facts/unknown`` where it is not known.
  var from: Int64
  /// The code that would do.
  var to: Int64

  /// How far it is, in units of the domain; steps between names, from unknown and to unknown count as one.
  func size(_ domain: FactField.Domain?) -> UInt64 {
    guard from != Facts.unknown, to != Facts.unknown else { return 1 }
    guard let domain else { return CodeSet.distance(from, to) }
    if domain.flagNames != nil { return UInt64((from ^ to).nonzeroBitCount) }
    return domain.isOrdered ? CodeSet.distance(from, to) : 1
  }
}
