// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Terms as plain numbers one after another, to be asked without touching a reference.
struct FlatTerms: Sendable {
  /// A test of one field.
  struct Test: Sendable {
    enum Kind: UInt8, Sendable {
      /// The code lies between `low` and `high`.
      case range
      /// The code lies in one of `count` ranges from `start` on.
      case ranges
      /// The bits of `low` are set and those of `high` are not.
      case bits
      /// No known value is accepted.
      case nothing
    }

    var position: Int32
    var kind: Kind
    var ifUnknown: Truth
    var start: Int32 = 0
    var count: Int32 = 0
    var low: Int64 = 0
    var high: Int64 = 0
  }

  private(set) var tests: [Test] = []
  private(set) var ranges: [ClosedRange<Int64>] = []
  /// Per term where its tests start, and behind the last one where they all end.
  private(set) var starts: [Int32] = [0]

  init(_ terms: some Sequence<RuleTerm>) {
    for term in terms {
      for (position, test) in term.tests { append(Int32(position), test) }
      starts.append(Int32(tests.count))
    }
  }

  private mutating func append(_ position: Int32, _ test: FieldTest) {
    var flat = Test(position: position, kind: .nothing, ifUnknown: test.ifUnknown)
    switch test {
    case .bits(let bits?, _):
      flat.kind = .bits
      (flat.low, flat.high) = (bits.set, bits.unset)
    case .codes(let set, _) where !set.isEmpty:
      flat.kind = set.ranges.count == 1 ? .range : .ranges
      (flat.low, flat.high) = (set.ranges[0].lowerBound, set.ranges[0].upperBound)
      (flat.start, flat.count) = (Int32(ranges.count), Int32(set.ranges.count))
      if flat.kind == .ranges { ranges += set.ranges }
    default: break
    }
    tests.append(flat)
  }

  /// Calls the body with the terms in reach, without touching a reference more than once.
  @inline(__always)
  func withView<Result>(_ body: (View) -> Result) -> Result {
    tests.withUnsafeBufferPointer { tests in
      ranges.withUnsafeBufferPointer { ranges in
        starts.withUnsafeBufferPointer { starts in
          body(View(tests: tests, ranges: ranges, starts: starts))
        }
      }
    }
  }

  /// The terms while they are asked.
  struct View {
    let tests: UnsafeBufferPointer<Test>
    let ranges: UnsafeBufferPointer<ClosedRange<Int64>>
    let starts: UnsafeBufferPointer<Int32>
  }
}

extension FlatTerms.View {
  /// The tests of a term.
  @inline(__always)
  func tests(of term: Int) -> Range<Int> { Int(starts[term])..<Int(starts[term + 1]) }

  /// What a test says of a code.
  @inline(__always)
  func answer(_ test: FlatTerms.Test, _ code: Int64) -> Truth {
    if code == Facts.unknown { return test.ifUnknown }
    switch test.kind {
    case .range: return test.low <= code && code <= test.high ? .yes : .no
    case .bits: return code & test.low == test.low && code & test.high == 0 ? .yes : .no
    case .nothing: return .no
    case .ranges:
      for range in Int(test.start)..<Int(test.start) + Int(test.count)
      where ranges[range].contains(code) {
        return .yes
      }
      return .no
    }
  }

  /// What a term says of a row of codes.
  @inline(__always)
  func answer(term: Int, _ codes: UnsafeBufferPointer<Int64>) -> Truth {
    var result = Truth.yes
    for number in tests(of: term) {
      let test = tests[number]
      let truth = answer(test, codes[Int(test.position)])
      if truth == .no { return .no }
      if truth == .unknown { result = .unknown }
    }
    return result
  }

  /// The code nearest to another that a test accepts; ``Facts/unknown`` where only an unknown value
  /// is, `nil` where none is. The distance of codes means something only where they are ordered.
  func nearest(_ test: FlatTerms.Test, to code: Int64, isOrdered: Bool) -> Int64? {
    switch test.kind {
    case .bits: return ((code == Facts.unknown ? 0 : code) | test.low) & ~test.high
    case .nothing: return test.ifUnknown == .yes ? Facts.unknown : nil
    case .range, .ranges:
      let from = code == Facts.unknown || !isOrdered ? 0 : code
      if test.kind == .range { return Swift.min(Swift.max(from, test.low), test.high) }
      var best: (code: Int64, distance: UInt64)?
      for number in Int(test.start)..<Int(test.start) + Int(test.count) {
        let range = ranges[number]
        let candidate = Swift.min(Swift.max(from, range.lowerBound), range.upperBound)
        let distance = CodeSet.distance(from, candidate)
        if let found = best, found.distance <= distance { continue }
        best = (candidate, distance)
      }
      return best?.code
    }
  }
}
