// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What a store keeps of an event without knowing the room that it comes from.
public struct EventBody: Hashable, Sendable {
  /// What kind of event it is.
  public var type: EventTypeName
  /// The event as canonical JSON. A store keeps these bytes as they are: digests are computed
  /// over them.
  public var payload: [UInt8]
  /// The personal values that the payload only commits to, each part under one person's key; see
  /// ``RecordSealer``. A store keeps them beside the payload.
  public var sealed: [SealedPart]

  /// Creates a body.
  public init(type: EventTypeName, payload: [UInt8], sealed: [SealedPart] = []) {
    self.type = type
    self.payload = payload
    self.sealed = sealed
  }
}
