// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportDesk
public import SupportStorage

/// What came of a command: what was stored, what will be done, when the case is looked at again.
///
/// A command that is sent again with its key gets the same records, intents and instant as the first
/// time, whatever has happened since.
public struct ServiceAnswer: Sendable {
  /// What was read back of a command that had been stored before.
  var stored: [Recorded<DeskEvent>] = []
  /// What the host has to do. They were stored with the events and reach the worker by themselves: do not
  /// carry them out here.
  public var intents: [Intent]
  /// When the case is looked at again by itself; `nil` where nothing is left to wait for.
  public var lookAgainAt: Instant?
  /// Where the records came to stand; `nil` where nothing was stored, since nothing fell due.
  public var receipt: AppendReceipt?
  /// The decision, with its explanation, the case as it is then and what to tell a router; `nil` where the
  /// command had been stored before, since a store keeps what happened and not why. What a router has to
  /// know can be made anew from the case at any time, see `Desk.workItem(for:at:)`.
  public var decision: DeskDecision?

  /// Whether the command had been stored before and nothing was added now.
  public var isRepeat: Bool { receipt?.isRepeat ?? false }

  /// The events as they were recorded: stream by stream, in the order of the append.
  ///
  /// - Complexity: O(events); they are put together when they are asked for.
  public var records: [Recorded<DeskEvent>] {
    guard let receipt, let decision else { return stored }
    var before: [StreamID: Int64] = [:]
    for entry in decision.entries { before[entry.stream, default: 0] -= 1 }
    for part in receipt.versions { before[part.stream]? += part.version }
    let records = decision.records(at: receipt.recordedAt, after: before)
    return receipt.versions.flatMap { part in records.filter { $0.stream == part.stream } }
  }
}
