// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// An event as it stands in a store: the event itself and how it came to be there.
///
/// Occurred-at is when the thing happened, recorded-at when the store learned of it. Figures "as
/// known then" go by recorded-at; deadlines go by occurred-at. The two differ for imports and for
/// corrections.
public struct Recorded<Event: Sendable>: Sendable {
  /// The id of this record.
  public var id: EventID
  /// The stream that it belongs to.
  public var stream: StreamID
  /// Its place in the stream, counted from 1 without gaps.
  public var version: Int64
  /// The organisation, brand or region that it belongs to.
  public var tenant: TenantID?
  /// When it happened.
  public var occurredAt: Instant
  /// When the store learned of it; never before an earlier version of the stream was recorded.
  public var recordedAt: Instant
  /// Who did it.
  public var principal: Principal
  /// The recorded event that led to this one.
  public var cause: EventID?
  /// The version of the policy that decided it; `nil` where no policy was asked.
  public var policyVersion: PolicyVersion?
  /// The version of the event's JSON form.
  public var schemaVersion: Int
  /// What happened.
  public var event: Event

  // Inlinable: generics are otherwise not specialised in a host's module.
  /// Creates a record of an event.
  @inlinable
  public init(
    _ event: Event, id: EventID, stream: StreamID, version: Int64, tenant: TenantID? = nil,
    occurredAt: Instant, recordedAt: Instant, principal: Principal, cause: EventID? = nil,
    policyVersion: PolicyVersion? = nil, schemaVersion: Int = 1
  ) {
    self.event = event
    self.id = id
    self.stream = stream
    self.version = version
    self.tenant = tenant
    self.occurredAt = occurredAt
    self.recordedAt = recordedAt
    self.principal = principal
    self.cause = cause
    self.policyVersion = policyVersion
    self.schemaVersion = schemaVersion
  }
}

extension Recorded: Equatable where Event: Equatable {}
extension Recorded: Hashable where Event: Hashable {}
extension Recorded: Encodable where Event: Encodable {}
extension Recorded: Decodable where Event: Decodable {}
