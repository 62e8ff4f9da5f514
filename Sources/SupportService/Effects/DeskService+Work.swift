// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportStorage

extension DeskService {
  /// Carries out what is due, and sleeps until something is, until the task is cancelled.
  ///
  /// Any number of workers may run, in any number of processes.
  ///
  /// - Parameter perform: Carries an intent out. It may be called again with the same intent, after a crash
  ///   or where it took longer than ``Settings/lease``: its key is the same then, and what carries it out has
  ///   to do it once under one key. Where it throws, the intent is tried again after
  ///   ``Settings/retryPause``.
  /// - Throws: ``ServiceError/cancelled`` once the task is cancelled, or ``ServiceError/storage(_:)`` where a
  ///   port fails: begin again then.
  public func runWorker(
    performing perform: @Sendable (Intent) async throws -> Void
  ) async throws(ServiceError) {
    while true {
      let report = try await workDue(performing: perform)
      guard report.claimed == 0 else { continue }
      do { try await sleep(try await idleTime()) } catch {
        throw (error as? StorageError).map { ServiceError($0) } ?? .cancelled
      }
    }
  }

  /// How long there is nothing to do, as far as the deadlines tell.
  private func idleTime() async throws(StorageError) -> Duration {
    guard let next = try await deadlines.nextInstant() else { return settings.idlePause }
    let milliseconds = next.millisecondsSince1970.subtractingReportingOverflow(
      now().millisecondsSince1970)
    guard !milliseconds.overflow else { return settings.idlePause }
    return min(.milliseconds(max(milliseconds.partialValue, 1)), settings.idlePause)
  }

  /// Claims what is due and does it, one after the other: for a host that calls from time to time, and for
  /// tests.
  ///
  /// - Parameters:
  ///   - limit: How many deadlines at most, at least 1.
  ///   - perform: Carries an intent out, as in ``runWorker(performing:)``.
  /// - Returns: What was done.
  /// - Throws: ``ServiceError/cancelled`` or ``ServiceError/storage(_:)``; what was claimed and not done is
  ///   claimed again once its lease has ended.
  public func workDue(
    limit: Int = 64, performing perform: @Sendable (Intent) async throws -> Void
  ) async throws(ServiceError) -> WorkReport {
    var report = WorkReport()
    do throws(StorageError) {
      let start = now()
      let claims = try await deadlines.claim(
        dueAt: start, limit: limit, leasedUntil: start + settings.lease)
      for claim in claims {
        guard !Task.isCancelled else { throw .cancelled }
        try await work(on: claim, perform, &report)
      }
    } catch {
      throw ServiceError(error)
    }
    return report
  }

  private func work(
    on claim: DeadlineClaim, _ perform: @Sendable (Intent) async throws -> Void,
    _ report: inout WorkReport
  ) async throws(StorageError) {
    let due = try CanonicalJSON.value(DueWork.self, from: claim.deadline.payload)
    do {
      if let place = due.intent {
        let query = StreamQuery.forwards(from: place.version, limit: 1)
        if let stored = try await events.read(place.stream, query).first {
          try await perform(try await loader.history.intent(stored))
        }
        report.performed += 1
      } else if let ticket = due.tick {
        _ = try await tick(ticket)
        report.ticks += 1
      }
    } catch {
      report.failed += 1
      let again = Task.isCancelled ? nil : now() + settings.retryPause
      try await ending(&report) { () throws(StorageError) in
        try await deadlines.giveBack(claim, dueAt: again)
      }
      return
    }
    try await ending(&report) { () throws(StorageError) in
      try await deadlines.complete(claim)
    }
  }

  /// Ends a claim; one that is in other hands by now is theirs.
  private func ending(
    _ report: inout WorkReport, _ end: () async throws(StorageError) -> Void
  ) async throws(StorageError) {
    do throws(StorageError) { try await end() } catch {
      guard error.code == .leaseLost else { throw error }
      report.lost += 1
    }
  }
}
