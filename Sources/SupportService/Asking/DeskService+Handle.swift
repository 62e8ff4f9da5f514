// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportDesk
public import SupportMembership
import SupportStorage
import SupportTickets

extension DeskService {
  /// Decides a command and stores what happens.
  ///
  /// - Parameters:
  ///   - command: What is wanted.
  ///   - ticket: The ticket that it is about.
  ///   - customer: Whose ticket it is; needed once where the opening does not say it.
  ///   - member: The customer's membership, where there is one; needed once.
  ///   - principal: Who wants it.
  ///   - reason: Why, in words for the desk alone.
  ///   - key: Names the command, within the store: sent again, it gives the first answer.
  /// - Returns: What was stored, or what had been stored under the key.
  /// - Throws: ``ServiceError``, which says whether anything was stored and what to do.
  /// - Complexity: one decision and one append where the case is remembered and nobody comes in between;
  ///   else the streams of the case are read from where they are known.
  public func handle(
    _ command: DeskCommand, of ticket: TicketID, customer: CustomerID? = nil,
    member: MemberID? = nil, by principal: Principal, because reason: String? = nil,
    key: IdempotencyKey
  ) async throws(ServiceError) -> ServiceAnswer {
    var errand = Errand(
      task: .command(command, by: principal, because: reason), ticket: ticket,
      customer: customer, member: member, key: key)
    do throws(StorageError) {
      errand.fingerprint = try CommandForm(
        command: command, ticket: ticket, customer: customer, member: member,
        principal: principal, reason: reason
      ).fingerprint()
    } catch {
      throw ServiceError(error)
    }
    if let customer, let said = errand.opening?.customer, said != customer {
      throw .anotherParty(ticket)
    }
    errand.customer = customer ?? errand.opening?.customer
    return try await carryOut(errand)
  }

  /// Looks at a case because time has passed, and stores what fell due; the worker does so by itself.
  ///
  /// - Parameter ticket: The ticket. One that was never opened has nothing due.
  /// - Returns: What was stored; without a receipt where nothing fell due.
  /// - Throws: ``ServiceError``.
  public func tick(_ ticket: TicketID) async throws(ServiceError) -> ServiceAnswer {
    try await carryOut(Errand(task: .tick, ticket: ticket))
  }

  /// Tries until nobody came in between.
  private func carryOut(_ errand: Errand) async throws(ServiceError) -> ServiceAnswer {
    var isFresh = false
    var attempts = 0
    while true {
      guard !Task.isCancelled else { throw .cancelled }
      var outcome = Outcome.lookAgain
      var mishap: StorageError?
      do throws(StorageError) {
        outcome = try await attempt(errand, isFresh: isFresh)
      } catch {
        mishap = error
      }
      if let mishap {
        attempts += 1
        try await wait(after: mishap, attempts)
      }
      switch outcome {
      case .done(let answer): return answer
      case .refused(let error): throw error
      case .lookAgain: isFresh = true
      }
    }
  }

  /// Waits where it is worth while to try again.
  ///
  /// - Throws: ``ServiceError`` where it is not.
  private func wait(after mishap: StorageError, _ attempts: Int) async throws(ServiceError) {
    guard mishap.code == .versionConflict || mishap.code == .unavailable else {
      throw ServiceError(mishap)
    }
    guard attempts < settings.attempts else {
      throw mishap.code == .versionConflict
        ? .contended(attempts: attempts) : .storage(mishap)
    }
    guard attempts > 2 else { return }
    var pause = settings.firstPause
    for _ in 3..<max(attempts, 3) where pause < settings.longestPause { pause += pause }
    do { try await sleep(min(pause, settings.longestPause)) } catch { throw .cancelled }
  }
}
