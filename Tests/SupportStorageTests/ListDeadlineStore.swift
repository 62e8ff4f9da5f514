// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStorage
import Synchronization

/// A deadline store that is one list: a model, and with a fault what a careless author might write.
final class ListDeadlineStore: DeadlineStore {
  enum Fault: String, CaseIterable {
    case leaseIgnored, leaseNeverLapses, leaseEndsLate, lateCompletionAccepted
    case orderOfSetting, dueOnlyAfter, setAlwaysReplaces, setKeepsClaim, setIgnoredWhileClaimed
    case cancelKeepsClaim, attemptsForgotten, givesBackAtOnce, nextInstantWithoutLeases, twice
  }

  private struct Item {
    var deadline: Deadline
    var claim: (token: Int64, until: Instant)?
    var attempts = 0
  }

  private struct State {
    var items: [Item] = []
    var tokens: Int64 = 0
  }

  private let fault: Fault?
  private let state = Mutex(State())

  init(_ fault: Fault? = nil) {
    self.fault = fault
  }

  func set(_ deadline: Deadline) async throws(StorageError) {
    state.withLock { state in
      guard let index = state.items.firstIndex(where: { $0.deadline.id == deadline.id }) else {
        state.items.append(Item(deadline: deadline))
        return
      }
      let isClaimed = state.items[index].claim != nil
      if fault == .setIgnoredWhileClaimed, isClaimed { return }
      if state.items[index].deadline == deadline, fault != .setAlwaysReplaces { return }
      let claim = fault == .setKeepsClaim ? state.items[index].claim : nil
      state.items[index] = Item(deadline: deadline, claim: claim)
    }
  }

  func cancel(_ id: DeadlineID) async throws(StorageError) {
    state.withLock { state in
      state.items.removeAll {
        $0.deadline.id == id && !(fault == .cancelKeepsClaim && $0.claim != nil)
      }
    }
  }

  func claim(
    dueAt now: Instant, limit: Int, leasedUntil end: Instant
  ) async throws(StorageError) -> [DeadlineClaim] {
    guard limit >= 1 else { throw StorageError(.invalidRequest, "a limit below 1") }
    if fault == .twice { await Task.yield() }
    return state.withLock { state in
      var due = state.items.indices.filter { index in
        let item = state.items[index]
        let isDue =
          fault == .dueOnlyAfter ? item.deadline.dueAt < now : item.deadline.dueAt <= now
        guard isDue, let claim = item.claim else { return isDue }
        switch fault {
        case .leaseIgnored, .twice: return true
        case .leaseNeverLapses: return false
        case .leaseEndsLate: return claim.until < now
        default: return claim.until <= now
        }
      }
      if fault != .orderOfSetting {
        due.sort { left, right in
          let (left, right) = (state.items[left].deadline, state.items[right].deadline)
          return (left.dueAt, left.id) < (right.dueAt, right.id)
        }
      }
      return due.prefix(limit).map { index in
        state.tokens += 1
        state.items[index].claim = (state.tokens, end)
        state.items[index].attempts += 1
        let attempt = fault == .attemptsForgotten ? 1 : state.items[index].attempts
        return DeadlineClaim(
          state.items[index].deadline, token: state.tokens, leasedUntil: end, attempt: attempt)
      }
    }
  }

  private func index(of claim: DeadlineClaim, in state: State) -> Int? {
    state.items.firstIndex {
      $0.deadline.id == claim.deadline.id
        && (fault == .lateCompletionAccepted || $0.claim?.token == claim.token)
    }
  }

  func complete(_ claim: DeadlineClaim) async throws(StorageError) {
    let isLost = state.withLock { state in
      guard let index = index(of: claim, in: state) else { return true }
      state.items.remove(at: index)
      return false
    }
    if isLost { throw StorageError(.leaseLost, "somebody else has it") }
  }

  func giveBack(_ claim: DeadlineClaim, dueAt: Instant?) async throws(StorageError) {
    let isLost = state.withLock { state in
      guard let index = index(of: claim, in: state) else { return true }
      state.items[index].claim = nil
      if let dueAt, fault != .givesBackAtOnce { state.items[index].deadline.dueAt = dueAt }
      return false
    }
    if isLost { throw StorageError(.leaseLost, "somebody else has it") }
  }

  func nextInstant() async throws(StorageError) -> Instant? {
    state.withLock { state in
      state.items.compactMap { item in
        fault == .nextInstantWithoutLeases
          ? item.deadline.dueAt : item.claim?.until ?? item.deadline.dueAt
      }.min()
    }
  }
}
