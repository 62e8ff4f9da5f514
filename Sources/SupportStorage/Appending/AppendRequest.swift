// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Events for one or several streams that a store takes all or not at all.
///
/// ```swift
/// let request = AppendRequest(
///   [StreamAppend(ticket, expecting: .exactly(4), events: events)],
///   key: command.key, recordedAt: now)
/// ```
public struct AppendRequest: Hashable, Sendable {
  /// Names the append, within its tenant, so that sending it twice stores it once; `nil` where it is
  /// never sent again.
  public var key: IdempotencyKey?
  /// What has to be the same when the key comes again; see ``isRepeated(by:)``.
  ///
  /// Give the bytes of the command here where the events are computed anew before each try. With
  /// `nil`, what is compared is the events.
  public var fingerprint: [UInt8]?
  /// The organisation, brand or region that all of the events belong to.
  public var tenant: TenantID?
  /// When the store learns of the events: the present instant.
  ///
  /// Where the last event of one of the streams was recorded later (two machines, two clocks), all
  /// events of the append are recorded at that later instant, so that recording times never go back
  /// within a stream. The receipt says which it was.
  public var recordedAt: Instant
  /// The streams: each once, at least one.
  public var streams: [StreamAppend]

  /// Creates a request.
  public init(
    _ streams: [StreamAppend], key: IdempotencyKey? = nil, fingerprint: [UInt8]? = nil,
    tenant: TenantID? = nil, recordedAt: Instant
  ) {
    self.streams = streams
    self.key = key
    self.fingerprint = fingerprint
    self.tenant = tenant
    self.recordedAt = recordedAt
  }

  /// Tells whether another request under the same key asks for the same.
  ///
  /// It does where both have one fingerprint. Where neither has any, the streams and events have to
  /// be the same, in the same order. Expected versions and recording times do not count: whoever
  /// tries again may have looked again.
  ///
  /// - Complexity: O(size of the events)
  public func isRepeated(by other: Self) -> Bool {
    guard key == other.key, tenant == other.tenant, fingerprint == other.fingerprint else {
      return false
    }
    return fingerprint != nil
      || streams.elementsEqual(other.streams) { $0.stream == $1.stream && $0.events == $1.events }
  }

  /// Finds what no store accepts: no stream at all, a stream or an event id that is there twice, an
  /// expected version below 0.
  ///
  /// Every store calls it first, so that all of them refuse the same.
  ///
  /// - Throws: ``StorageError`` with ``StorageError/Code/invalidRequest`` or
  ///   ``StorageError/Code/duplicateEvent``.
  /// - Complexity: O(events)
  public func validate() throws(StorageError) {
    guard !streams.isEmpty else {
      throw StorageError(.invalidRequest, "an append names at least one stream")
    }
    if streams.count == 1, streams[0].events.count <= 1 {
      return try Self.validate(streams[0])
    }
    var names: Set<StreamID> = []
    var ids: Set<EventID> = []
    for part in streams {
      try Self.validate(part)
      guard names.insert(part.stream).inserted else {
        throw StorageError(
          .invalidRequest, "an append names each stream once", stream: part.stream)
      }
      for event in part.events where !ids.insert(event.id).inserted {
        throw .duplicateEvent(event.id, in: part.stream)
      }
    }
  }

  private static func validate(_ part: StreamAppend) throws(StorageError) {
    if case .exactly(let version) = part.expecting, version < 0 {
      throw StorageError(
        .invalidRequest, "versions begin with 0, for a stream without events", stream: part.stream,
        expected: part.expecting)
    }
  }
}
