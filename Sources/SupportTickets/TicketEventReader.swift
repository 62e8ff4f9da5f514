// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
public import SupportCore

/// Reads stored events of any version: brings older forms up to the present one, and keeps what it
/// cannot read.
///
/// An upcast is a pure change of JSON from one version to the next. Versions are those of
/// `schemaVersion` in `Recorded`.
///
/// ```swift
/// let reader = TicketEventReader(upcasts: [.init(from: 0) { tree in … }])
/// history.append(reader.read(record))
/// ```
public struct TicketEventReader: Sendable {
  /// The version of the form in which events are written.
  public static let currentVersion = 1

  /// A change of form from one version to the next.
  public struct Upcast: Sendable {
    /// The version that it reads; it writes the next one.
    public let version: Int
    let change: @Sendable (inout EventTree) -> Void

    /// Creates an upcast.
    public init(from version: Int, _ change: @escaping @Sendable (inout EventTree) -> Void) {
      self.version = version
      self.change = change
    }
  }

  /// What came of reading a record.
  public enum Reading: Hashable, Sendable {
    /// An event, in the present form.
    case event(Recorded<Ticket.Event>)
    /// A record that cannot be read, as it was stored, and what it is.
    case unreadable(Recorded<EventTree>, TicketHistory.Anomaly)
  }

  private let upcasts: [Upcast]

  /// Creates a reader; of two upcasts from one version the first counts.
  public init(upcasts: [Upcast] = []) {
    self.upcasts = upcasts
  }

  /// Reads a record.
  ///
  /// - Complexity: O(size of the event); this is a way for stores, not for folds.
  public func read(_ record: Recorded<EventTree>) -> Reading {
    var tree = record.event
    var version = record.schemaVersion
    while version < Self.currentVersion {
      guard let upcast = upcasts.first(where: { $0.version == version }) else {
        return .unreadable(record, .unknownVersion)
      }
      upcast.change(&tree)
      version += 1
    }
    guard version == Self.currentVersion else { return .unreadable(record, .unknownVersion) }
    guard case .text(let type)? = tree["type"], Ticket.EventType(rawValue: type) != nil else {
      return .unreadable(record, .unknownKind)
    }
    guard let data = try? JSONEncoder().encode(tree),
      let event = try? JSONDecoder().decode(Ticket.Event.self, from: data)
    else { return .unreadable(record, .unreadable) }
    return .event(
      Recorded(
        event, id: record.id, stream: record.stream, version: record.version,
        tenant: record.tenant, occurredAt: record.occurredAt, recordedAt: record.recordedAt,
        principal: record.principal, cause: record.cause, policyVersion: record.policyVersion,
        schemaVersion: Self.currentVersion))
  }
}
