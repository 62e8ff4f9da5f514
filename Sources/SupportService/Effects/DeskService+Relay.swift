// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStorage

extension DeskService {
  /// Hands on what the host has to do, and when cases are looked at next, from the store to the deadlines,
  /// until the task is cancelled.
  ///
  /// Run one at a time for each store and ``Settings/follower``: a second one is noticed and ends with an
  /// error. One that dies goes on where it was, at the latest from the page before: setting a deadline again
  /// changes nothing where it is still there, and where it was done already the intent is carried out once
  /// more, under the same key.
  ///
  /// - Throws: ``ServiceError/cancelled`` once the task is cancelled, or ``ServiceError/storage(_:)`` where
  ///   a port fails: begin again then.
  public func runRelay() async throws(ServiceError) {
    while true {
      guard !Task.isCancelled else { throw .cancelled }
      do throws(StorageError) {
        if try await relay(limit: 512) == 0 {
          let last = try await checkpoints.checkpoint(of: settings.follower)
          try await events.waitForEvents(after: last ?? .start)
        }
      } catch {
        throw ServiceError(error)
      }
    }
  }

  /// Hands on one page of events, and returns how many there were: for a host that calls from time to time,
  /// and for tests.
  ///
  /// - Parameter limit: How many events at most, at least 1.
  /// - Returns: The number of events; fewer than the limit where there are no more.
  /// - Throws: ``ServiceError/storage(_:)`` where a port fails; nothing is lost then.
  public func relayEvents(limit: Int = 512) async throws(ServiceError) -> Int {
    do throws(StorageError) { return try await relay(limit: limit) } catch {
      throw ServiceError(error)
    }
  }

  private func relay(limit: Int) async throws(StorageError) -> Int {
    let last = try await checkpoints.checkpoint(of: settings.follower)
    let page = try await events.readAll(after: last ?? .start, limit: limit)
    guard let end = page.last?.position else { return 0 }
    for event in page { try await handOn(event) }
    try await checkpoints.save(end, of: settings.follower, replacing: last)
    return page.count
  }

  private func handOn(_ event: StoredEvent) async throws(StorageError) {
    switch event.stream.category {
    case .outbox:
      let intent = try CanonicalJSON.value(Outgoing.self, from: event.record.event.payload)
      let place = DueWork.Place(stream: event.stream, version: event.version)
      // From the record alone, so that handing on again sets the same deadline.
      try await deadlines.set(
        Deadline(
          DeadlineID(intent: intent.key), dueAt: intent.notBefore ?? event.record.recordedAt,
          payload: try CanonicalJSON.bytes(of: DueWork(intent: place))))
    case .caseRegister:
      let register = try loader.history.value(CaseRegister.self, of: event)
      let ticket = TicketID(event.stream.rawValue.dropFirst(Self.registerPrefix.count))
      if let lookAt = register.lookAt {
        try await deadlines.set(
          Deadline(
            DeadlineID(tick: ticket), dueAt: lookAt,
            payload: try CanonicalJSON.bytes(of: DueWork(tick: ticket))))
      } else {
        try await deadlines.cancel(DeadlineID(tick: ticket))
      }
    default: return
    }
  }

  private static let registerPrefix = StreamID(.caseRegister, of: TicketID("")).rawValue
}

/// What the relay has to know of an intent; its operands may be sealed.
private struct Outgoing: Decodable {
  var key: IdempotencyKey
  var notBefore: Instant?
}
