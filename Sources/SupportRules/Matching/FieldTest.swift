// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What a term asks of one field: which codes it accepts, and what it says of an unknown value.
///
/// For open text the codes are places in the table's ``TextVocabulary``; for flags they are bits.
enum FieldTest: Hashable, Sendable {
  /// The code is in a set.
  case codes(CodeSet, ifUnknown: Truth)
  /// These bits are set and those are not; `nil` accepts no value at all.
  case bits(BitTest?, ifUnknown: Truth)

  /// Bits that must be set and bits that must not.
  struct BitTest: Hashable, Sendable {
    var set: Int64
    var unset: Int64
  }

  var ifUnknown: Truth {
    switch self {
    case .codes(_, let truth), .bits(_, let truth): truth
    }
  }

  /// Whether no known value is accepted.
  var acceptsNothing: Bool {
    switch self {
    case .codes(let set, _): set.isEmpty
    case .bits(let test, _): test == nil
    }
  }

  /// Both tests, of one field.
  func and(_ other: Self) -> Self {
    let truth = Swift.min(ifUnknown, other.ifUnknown)
    switch (self, other) {
    case (.codes(let left, _), .codes(let right, _)):
      return .codes(left.intersection(right), ifUnknown: truth)
    case (.bits(let left?, _), .bits(let right?, _)):
      let joined = BitTest(set: left.set | right.set, unset: left.unset | right.unset)
      return .bits(joined.set & joined.unset == 0 ? joined : nil, ifUnknown: truth)
    default: return .bits(nil, ifUnknown: truth)
    }
  }

  /// Either test, of one field, where one test can say it.
  func or(_ other: Self) -> Self? {
    let truth = Swift.max(ifUnknown, other.ifUnknown)
    switch (self, other) {
    case (.codes(let left, _), .codes(let right, _)):
      return .codes(left.union(right), ifUnknown: truth)
    case (.bits(let left, _), .bits(let right, _)):
      if left == right { return .bits(left, ifUnknown: truth) }
      if left == nil { return .bits(right, ifUnknown: truth) }
      return right == nil ? .bits(left, ifUnknown: truth) : nil
    default: return nil
    }
  }
}
