// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Why a question about staffing has no answer: every fault of the input at once.
///
/// Show ``description`` to whoever gave the numbers. A load that its agents cannot carry is no fault:
/// see ``ErlangC/isStable``.
public struct StaffingError: Error, Hashable, Sendable {
  /// One fault: what was given, and the bound that it breaks.
  public struct Fault: Hashable, Sendable {
    /// What kind of fault it is.
    public enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
      /// A value is none, or outside of its bounds.
      case outOfBounds
      /// The model does not tell what is asked for, such as abandonment where nobody leaves.
      case notTold
      /// No number of agents up to the bound does it.
      case unreachable
      /// There is too little to work with.
      case tooLittle
      /// Two values contradict each other.
      case contradiction
    }

    /// What kind of fault it is.
    public let kind: Kind
    /// What the value stands for: `handling time`.
    public let quantity: String
    /// The value as given: `nan`, `-3.0`, `20001`.
    public let value: String
    /// What it has to be: `a number of seconds from 1e-06 to 1e+09`.
    public let bound: String

    /// Creates a fault.
    public init(
      _ quantity: String, _ value: some CustomStringConvertible, bound: String,
      kind: Kind = .outOfBounds
    ) {
      self.kind = kind
      self.quantity = quantity
      self.value = value.description
      self.bound = bound
    }
  }

  /// The faults in the order of the arguments; at least one.
  public let faults: [Fault]

  /// Creates an error from at least one fault.
  public init(_ first: Fault, _ others: [Fault] = []) {
    faults = [first] + others
  }
}

extension StaffingError.Fault: CustomStringConvertible {
  /// One line: `agents is 20001; it has to be a whole number from 1 to 20000`.
  public var description: String { "\(quantity) is \(value); it has to be \(bound)" }
}

extension StaffingError: CustomStringConvertible {
  /// One line for each fault.
  public var description: String {
    faults.map(\.description).joined(separator: "\n")
  }
}

/// Collects faults while the arguments of a question are looked at.
struct StaffingFaults {
  private(set) var all: [StaffingError.Fault] = []

  mutating func report(
    _ quantity: String, _ value: some CustomStringConvertible, bound: String,
    kind: StaffingError.Fault.Kind = .outOfBounds
  ) {
    all.append(.init(quantity, value, bound: bound, kind: kind))
  }

  mutating func report(_ fault: StaffingError.Fault) {
    all.append(fault)
  }

  /// Reports a number outside of bounds, or that is none.
  mutating func check(
    _ quantity: String, _ value: Double, in bounds: ClosedRange<Double>, _ unit: String
  ) {
    if !bounds.contains(value) {
      report(
        quantity, value, bound: "\(unit) from \(bounds.lowerBound) to \(bounds.upperBound)")
    }
  }

  mutating func check(_ quantity: String, _ value: Int, in bounds: ClosedRange<Int>) {
    if !bounds.contains(value) {
      report(
        quantity, value,
        bound: "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)")
    }
  }

  func throwIfAny() throws(StaffingError) {
    if let first = all.first { throw StaffingError(first, Array(all.dropFirst())) }
  }
}
