// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The parts of all rules as plain numbers.
struct FlatParts: Sendable {
  private let flat: FlatTerms
  /// Per part where its terms start, and behind the last one where they all end.
  private let termStarts: [Int32]
  /// Per rule where its parts start, and behind the last one where they all end.
  private let partStarts: [Int32]

  init(_ parts: [[RulePart]]) {
    flat = FlatTerms(parts.joined().flatMap(\.terms))
    var terms: [Int32] = [0]
    var starts: [Int32] = [0]
    var termCount: Int32 = 0
    for rule in parts {
      for part in rule {
        termCount += Int32(part.terms.count)
        terms.append(termCount)
      }
      starts.append(Int32(terms.count - 1))
    }
    termStarts = terms
    partStarts = starts
  }

  /// Calls the body with the parts in reach, without touching a reference more than once.
  @inline(__always)
  func withView<Result>(_ body: (View) -> Result) -> Result {
    flat.withView { flat in
      termStarts.withUnsafeBufferPointer { termStarts in
        partStarts.withUnsafeBufferPointer { partStarts in
          body(View(flat: flat, termStarts: termStarts, partStarts: partStarts))
        }
      }
    }
  }

  /// The parts while they are asked.
  struct View {
    let flat: FlatTerms.View
    let termStarts: UnsafeBufferPointer<Int32>
    let partStarts: UnsafeBufferPointer<Int32>

    /// What a rule says of a row of codes, and the first of its parts that failed; -1 where none did.
    @inline(__always)
    func answer(
      rule: Int, _ codes: UnsafeBufferPointer<Int64>
    ) -> (truth: Truth, failing: Int32) {
      var result = Truth.yes
      for part in partStarts[rule]..<partStarts[rule + 1] {
        let truth = answer(part: Int(part), codes)
        if truth == .no { return (.no, part - partStarts[rule]) }
        if truth == .unknown { result = .unknown }
      }
      return (result, -1)
    }

    @inline(__always)
    private func answer(part: Int, _ codes: UnsafeBufferPointer<Int64>) -> Truth {
      var result = Truth.no
      for term in termStarts[part]..<termStarts[part + 1] {
        let truth = flat.answer(term: Int(term), codes)
        if truth == .yes { return .yes }
        if truth == .unknown { result = .unknown }
      }
      return result
    }
  }
}
