// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Turns events of one type into what a store keeps, and back: the name of the type in the store, the
/// version of its JSON form, and how older forms are brought up.
///
/// ```swift
/// let codec = EventCodec<Ticket.Event>("ticket", schemaVersion: 1)
/// let body = try codec.body(of: event)
/// let record = try codec.record(of: stored)
/// ```
///
/// Older events are read into the present form; nothing is rewritten in the store.
public struct EventCodec<Event: Codable & Sendable>: Sendable {
  /// The name under which the events are stored.
  public let type: EventTypeName
  /// The version of the form in which events are written, and into which older ones are brought.
  public let schemaVersion: Int
  private let upcasts: [EventUpcast]

  /// Creates a codec; of two upcasts from one version the first counts.
  public init(_ type: EventTypeName, schemaVersion: Int = 1, upcasts: [EventUpcast] = []) {
    self.type = type
    self.schemaVersion = schemaVersion
    self.upcasts = upcasts
  }

  /// Writes an event.
  ///
  /// - Throws: ``StorageError`` with ``StorageError/Code/unwritableEvent``.
  /// - Complexity: O(size of the event)
  public func body(of event: Event) throws(StorageError) -> EventBody {
    EventBody(type: type, payload: try CanonicalJSON.bytes(of: event))
  }

  /// Reads an event of any version up to the present one.
  ///
  /// Sealed values have to be opened before; see ``RecordSealer``.
  ///
  /// - Throws: ``StorageError`` that names the event, with
  ///   ``StorageError/Code/unknownEventType``, ``StorageError/Code/unknownSchemaVersion`` or
  ///   ``StorageError/Code/unreadableEvent``.
  /// - Complexity: O(size of the event)
  public func record(of stored: StoredEvent) throws(StorageError) -> Recorded<Event> {
    do throws(StorageError) {
      let event = try event(of: stored.record)
      return stored.record.carrying(event, schemaVersion: schemaVersion)
    } catch {
      var error = error
      error.message =
        "event \(stored.id), version \(stored.version) of \(stored.stream): \(error.message)"
      error.stream = stored.stream
      error.event = stored.id
      throw error
    }
  }

  private func event(of record: Recorded<EventBody>) throws(StorageError) -> Event {
    let (body, version) = (record.event, record.schemaVersion)
    guard body.type == type else {
      throw StorageError(.unknownEventType, "its type is \(body.type), not \(type)")
    }
    if version == schemaVersion { return try CanonicalJSON.value(Event.self, from: body.payload) }
    let tree = try CanonicalJSON.tree(from: body.payload)
    guard let tree = upcasts.bring(tree, from: version, to: schemaVersion) else {
      throw StorageError(
        .unknownSchemaVersion, "no upcasts lead from version \(version) to \(schemaVersion)")
    }
    return try CanonicalJSON.value(Event.self, from: CanonicalJSON.bytes(of: tree))
  }
}
