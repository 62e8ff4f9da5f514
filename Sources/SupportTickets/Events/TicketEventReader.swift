// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
public import SupportCore

/// Reads stored events of any version: brings older forms up to the present one, and keeps what it
/// cannot read.
///
/// ```swift
/// let reader = TicketEventReader(upcasts: [EventUpcast(from: 0) { tree in … }])
/// history.append(reader.read(record))
/// ```
public struct TicketEventReader: Sendable {
  /// The version of the form in which events are written.
  public static let currentVersion = 1

  /// What came of reading a record.
  public enum Reading: Hashable, Sendable {
    /// An event, in the present form.
    case event(Recorded<Ticket.Event>)
    /// A record that cannot be read, as it was stored, and what it is.
    case unreadable(Recorded<EventTree>, TicketHistory.Anomaly)
  }

  private let upcasts: [EventUpcast]

  /// Creates a reader; of two upcasts from one version the first counts.
  public init(upcasts: [EventUpcast] = []) {
    self.upcasts = upcasts
  }

  /// Reads a record.
  ///
  /// - Complexity: O(size of the event); this is a way for stores, not for folds.
  public func read(_ record: Recorded<EventTree>) -> Reading {
    let current = Self.currentVersion
    guard let tree = upcasts.bring(record.event, from: record.schemaVersion, to: current) else {
      return .unreadable(record, .unknownVersion)
    }
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
        schemaVersion: current))
  }
}
