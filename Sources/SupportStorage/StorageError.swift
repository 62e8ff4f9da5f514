// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What a store could not do, and about what.
///
/// One type for all ports: a code to branch on, words for people, and the things concerned. The set
/// of codes is open, so that a store can add those of its own.
///
/// ```swift
/// do {
///   _ = try await store.append(request)
/// } catch where error.code == .versionConflict {
///   // load the stream again and decide anew
/// }
/// ```
public struct StorageError: Error, Hashable, Sendable {
  /// What kind of error it is, and what the caller should do.
  public struct Code: RawRepresentable, Hashable, Sendable, Codable {
    /// The name of the code.
    public let rawValue: String

    /// Creates a code from its name.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// A stream is not as expected. Load it again and decide anew.
    public static let versionConflict = Self(rawValue: "versionConflict")
    /// An idempotency key was used before for something else. A mistake of the caller: trying again
    /// changes nothing.
    public static let keyReused = Self(rawValue: "keyReused")
    /// An event id is in the store already, or twice in one append. A mistake of the caller.
    public static let duplicateEvent = Self(rawValue: "duplicateEvent")
    /// A request that means nothing: a limit below 1, a stream named twice. A mistake of the caller.
    public static let invalidRequest = Self(rawValue: "invalidRequest")
    /// The store cannot answer now, and it is not known whether an append was stored. Try again with
    /// the same key.
    public static let unavailable = Self(rawValue: "unavailable")
    /// The task was cancelled while it waited.
    public static let cancelled = Self(rawValue: "cancelled")
    /// A checkpoint is not where its follower left it: another one of that name runs. Stop.
    public static let checkpointConflict = Self(rawValue: "checkpointConflict")
    /// A claim is no longer valid: its lease lapsed and another took it, or the deadline was changed.
    /// Drop the work.
    public static let leaseLost = Self(rawValue: "leaseLost")
    /// A person's key was erased, and with it what it sealed. It does not come back.
    public static let keyErased = Self(rawValue: "keyErased")
    /// A sealed part cannot be opened, or is not what the record commits to. Call for the auditor.
    public static let sealBroken = Self(rawValue: "sealBroken")
    /// A stored event has a type that the codec does not name. Keep the record; read it with a newer
    /// codec.
    public static let unknownEventType = Self(rawValue: "unknownEventType")
    /// A stored event has a schema version that nothing brings up. Keep the record; add the upcast.
    public static let unknownSchemaVersion = Self(rawValue: "unknownSchemaVersion")
    /// The bytes of a stored event are not those of its type.
    public static let unreadableEvent = Self(rawValue: "unreadableEvent")
    /// An event cannot be written as canonical JSON, since it holds a floating-point number.
    public static let unwritableEvent = Self(rawValue: "unwritableEvent")
  }

  /// What kind of error it is.
  public var code: Code
  /// What happened, in words for the people who run the host; it holds no personal values.
  public var message: String
  /// The stream concerned.
  public var stream: StreamID?
  /// The event concerned.
  public var event: EventID?
  /// What the caller expected of the stream.
  public var expected: ExpectedVersion?
  /// The version that the stream has instead; 0 where it has no events.
  public var actual: Int64?

  /// Creates an error.
  public init(
    _ code: Code, _ message: String, stream: StreamID? = nil, event: EventID? = nil,
    expected: ExpectedVersion? = nil, actual: Int64? = nil
  ) {
    self.code = code
    self.message = message
    self.stream = stream
    self.event = event
    self.expected = expected
    self.actual = actual
  }
}

extension StorageError: CustomStringConvertible {
  /// `versionConflict: ticket/T-1 has version 4, expected is version 3`.
  public var description: String { "\(code.rawValue): \(message)" }
}

extension StorageError {
  /// A stream is not as expected.
  public static func versionConflict(
    _ stream: StreamID, expected: ExpectedVersion, actual: Int64
  ) -> Self {
    Self(
      .versionConflict, "\(stream) has version \(actual), expected is \(expected)", stream: stream,
      expected: expected, actual: actual)
  }

  /// An event id is there already.
  public static func duplicateEvent(_ id: EventID, in stream: StreamID) -> Self {
    Self(.duplicateEvent, "the event \(id) is there already", stream: stream, event: id)
  }

  /// A key was used for something else.
  public static func keyReused(_ key: IdempotencyKey) -> Self {
    Self(.keyReused, "the key \(key) was used for another append")
  }

  /// The task was cancelled while it waited.
  public static let cancelled = Self(.cancelled, "the task was cancelled")
}
