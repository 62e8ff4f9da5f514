// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
public import SupportSLA
public import SupportTime

/// A promise to resolve tickets within business time that depends on their priority: the part of a
/// service-level policy that ``TicketStateFold`` measures.
public struct TicketPromise: Hashable, Sendable {
  /// The hours that count.
  public let clock: BusinessClock
  /// For what the clock stands still.
  public let pauses: SLAPauses
  /// Milliseconds by the number of the priority; below 0: no promise.
  private let budgets: [Int64]
  /// For each state whether the clock stands still in it.
  let standsStill: [Bool]

  /// Creates a promise.
  ///
  /// - Parameters:
  ///   - clock: The hours that count.
  ///   - pauses: For what the clock stands still.
  ///   - within: The business time of each priority, by its number, to the millisecond below and not
  ///     below zero. A priority that is not listed has no promise.
  public init(_ clock: BusinessClock, pauseWhile pauses: SLAPauses, within: [UInt8: Duration]) {
    self.clock = clock
    self.pauses = pauses
    var budgets = [Int64](repeating: -1, count: 256)
    for (priority, span) in within {
      budgets[Int(priority)] = max(span.wholeMilliseconds, 0)
    }
    self.budgets = budgets
    standsStill = TicketEventRow.State.allCases.map { !pauses.isDisjoint(with: $0.pauses) }
  }

  /// The milliseconds promised for a priority; below 0 where nothing is.
  @inline(__always)
  func budget(_ priority: UInt8) -> Int64 { budgets[Int(priority)] }
}

extension TicketEventRow.State {
  /// The state in the words of service levels.
  var pauses: SLAPauses {
    switch self {
    case .new: .new
    case .open: .open
    case .waitingForCustomer: .customer
    case .waitingForVendor: .vendor
    case .waitingForProblem: .problem
    case .waitingForEvidence: .evidence
    case .waitingForOther: .other
    case .resolved, .closed, .unchanged: []
    }
  }
}
