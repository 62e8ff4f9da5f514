// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportMembership
import SupportStorage
import SupportTickets

extension DeskService {
  /// What came of one attempt.
  enum Outcome: Sendable {
    /// It is stored, or there was nothing to store.
    case done(ServiceAnswer)
    /// It is refused.
    case refused(ServiceError)
    /// What was decided rests on what is remembered: the store has to be asked first.
    case lookAgain
  }

  /// Loads, decides and appends, once.
  ///
  /// - Throws: `StorageError`, of which conflicts and outages are worth another attempt.
  func attempt(_ errand: Errand, isFresh: Bool) async throws(StorageError) -> Outcome {
    let loaded = try await loader.load(errand, isFresh: isFresh, at: now())
    let instant = max(now(), loaded.lastInstant)
    guard belongs(errand, to: loaded) else {
      return isFresh ? .refused(.anotherParty(errand.ticket)) : .lookAgain
    }
    let key = errand.key ?? loaded.tickKey
    let decision: DeskDecision
    do throws(DeskRejection) {
      decision = try decide(errand, loaded, key, at: instant)
    } catch {
      // A rejection leaves nothing in the store that would prove what it rests on.
      guard isFresh else { return .lookAgain }
      return try await answerToRepeat(of: errand) ?? .refused(.rejected(error))
    }
    if errand.isTick, decision.entries.isEmpty, !isFresh { return .lookAgain }
    var draft = AppendDraft(self, errand, loaded, decision, key: key, at: instant)
    try await draft.write(decision, loaded)
    guard draft.hasEvents else { return .done(draft.answer(decision, nil)) }
    do throws(StorageError) {
      let receipt = try await events.append(draft.request)
      if receipt.isRepeat { return .done(try await answer(from: receipt, of: errand.ticket)) }
      draft.remember(receipt, decision, loaded)
      return .done(draft.answer(decision, receipt))
    } catch {
      guard error.code == .keyReused, let key = errand.key else { throw error }
      return .refused(.keyReused(key))
    }
  }

  /// Whether a command names nobody else than those whom the case belongs to.
  private func belongs(_ errand: Errand, to loaded: LoadedCase) -> Bool {
    let register = loaded.part.register
    let (customer, member) = (errand.customer, errand.member)
    return (register.customer == nil || customer == nil || customer == register.customer)
      && (register.member == nil || member == nil || member == register.member)
  }

  private func decide(
    _ errand: Errand, _ loaded: LoadedCase, _ key: IdempotencyKey, at instant: Instant
  ) throws(DeskRejection) -> DeskDecision {
    switch errand.task {
    case .tick:
      return desk.tick(loaded.matter, at: instant, key: key, coverage: coverage())
    case .command(let command, let principal, let reason):
      // The first case about the matter that takes the new one in.
      for part in loaded.earlier {
        let decision = try desk.handle(
          command, of: loaded.matter, by: principal, at: instant, because: reason, key: key,
          earlier: part.value.matter, coverage: coverage())
        if decision.other != nil { return decision }
      }
      return try desk.handle(
        command, of: loaded.matter, by: principal, at: instant, because: reason, key: key,
        coverage: coverage())
    }
  }

  // MARK: Repeats

  /// The first answer to a command that was stored before, though it would be refused now.
  private func answerToRepeat(of errand: Errand) async throws(StorageError) -> Outcome? {
    let tenant = desk.tenant
    guard let key = errand.key, try await events.receipt(of: key, tenant: tenant) != nil else {
      return nil
    }
    // The key is there, so that this stores nothing: it compares the commands.
    let probe = AppendRequest(
      [StreamAppend(StreamID(.caseRegister, of: errand.ticket), expecting: .any, events: [])],
      key: key, fingerprint: errand.fingerprint, tenant: tenant, recordedAt: now())
    do throws(StorageError) {
      return .done(try await answer(from: try await events.append(probe), of: errand.ticket))
    } catch {
      guard error.code == .keyReused else { throw error }
      return .refused(.keyReused(key))
    }
  }

  /// Reads back what was stored.
  private func answer(
    from receipt: AppendReceipt, of ticket: TicketID
  ) async throws(StorageError) -> ServiceAnswer {
    var answer = ServiceAnswer(intents: [], receipt: receipt)
    if let positions = receipt.positions {
      let before = EventPosition(positions.lowerBound.rawValue - 1)
      let count = positions.upperBound.rawValue - before.rawValue
      for stored in try await events.readAll(after: before, limit: Int(clamping: count)) {
        switch stored.stream.category {
        case .outbox: answer.intents.append(try await loader.history.intent(stored))
        case .caseRegister, .matter: continue
        default: answer.stored.append(try await loader.history.record(stored))
        }
      }
    }
    let register = StreamID(.caseRegister, of: ticket)
    if let version = receipt.version(of: register), version > 0 {
      let query = StreamQuery.backwards(from: version, limit: 1)
      if let stored = try await events.read(register, query).first {
        answer.lookAgainAt = try loader.history.value(CaseRegister.self, of: stored).lookAt
      }
    }
    return answer
  }
}

extension LoadedCase {
  /// Names a tick: whatever it stores moves one of the two versions on.
  fileprivate var tickKey: IdempotencyKey {
    IdempotencyKey(
      of: [part.matter.id.rawValue, "tick", "\(part.version)", "\(part.registerVersion)"])
  }
}
