// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Why costs, tasks and agents make no assignment problem: every mistake of an input at once.
///
/// Thrown where a problem is made, so that whatever exists can be solved. Show ``description`` to
/// whoever made the input; use ``mistakes`` to mark the places.
public struct AssignmentError: Error, Hashable, Sendable {
  /// One mistake, with its value, what bounds it, and where it stands.
  ///
  /// Places are written as paths, elements counted from 0: `tasks[3].cost`, `fit[2][0]`.
  public enum Mistake: Hashable, Sendable {
    /// A number lies outside its bounds.
    case outside(Int64, ClosedRange<Int64>, at: String)
    /// A task or an agent has a signature for which the fit has no row or column.
    case signature(Int, count: Int, at: String)
    /// A slot costs less than the one before it.
    case falling(Int64, below: Int64, at: String)
    /// An identifier names two tasks or two agents; the place of the second.
    case repeated(String, at: String)
  }

  /// The number of mistakes that are kept; those beyond are only counted.
  public static let mostMistakes = 100

  /// The mistakes in the order of the input, at least one, at most ``mostMistakes``.
  public let mistakes: [Mistake]
  /// The number of mistakes found after those.
  public let omitted: Int
}

extension AssignmentError: CustomStringConvertible {
  /// One line for each mistake.
  public var description: String {
    let lines = mistakes.map { "\($0)" }
    return (omitted > 0 ? lines + ["and \(omitted) more"] : lines).joined(separator: "\n")
  }
}

extension AssignmentError.Mistake: CustomStringConvertible {
  /// One line: `tasks[3].cost: 20000000000 is outside -10000000000 ... 10000000000`.
  public var description: String {
    switch self {
    case .outside(let value, let bounds, let place):
      "\(place): \(value) is outside \(bounds.lowerBound) ... \(bounds.upperBound)"
    case .signature(let signature, let count, let place):
      "\(place): \(signature) is none of the \(count) signatures, which are counted from 0"
    case .falling(let cost, let before, let place):
      "\(place): \(cost) is less than \(before), the cost of the slot before it"
    case .repeated(let name, let place): "\(place): \(name) is there already"
    }
  }
}

/// Collects the mistakes of an input.
struct AssignmentMistakes {
  private var mistakes: [AssignmentError.Mistake] = []
  private var omitted = 0

  mutating func report(_ mistake: AssignmentError.Mistake) {
    guard mistakes.count < AssignmentError.mostMistakes else {
      omitted &+= 1
      return
    }
    mistakes.append(mistake)
  }

  /// Reports a number outside its bounds; the place is written only then.
  mutating func check(
    _ value: Int64, in bounds: ClosedRange<Int64>, at place: @autoclosure () -> String
  ) {
    guard value < bounds.lowerBound || value > bounds.upperBound else { return }
    report(.outside(value, bounds, at: place()))
  }

  mutating func check(
    cost: Int64, at place: @autoclosure () -> String
  ) {
    check(cost, in: CostMatrix.costBounds, at: place())
  }

  func throwIfAny() throws(AssignmentError) {
    guard !mistakes.isEmpty else { return }
    throw AssignmentError(mistakes: mistakes, omitted: omitted)
  }
}
