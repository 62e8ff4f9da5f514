// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// An event that is to be appended: what its record will say, without what the store adds (stream,
/// version, tenant, position and when it was recorded).
public struct NewEvent: Hashable, Sendable {
  /// The id of the record: unique in the store, and the same whenever the append is tried again.
  public var id: EventID
  /// When it happened.
  public var occurredAt: Instant
  /// Who did it.
  public var principal: Principal
  /// The recorded event that led to this one.
  public var cause: EventID?
  /// The version of the policy that decided it; `nil` where no policy was asked.
  public var policyVersion: PolicyVersion?
  /// The version of the event's JSON form.
  public var schemaVersion: Int
  /// What happened.
  public var body: EventBody

  /// Creates an event to append.
  public init(
    _ body: EventBody, id: EventID, occurredAt: Instant, principal: Principal,
    cause: EventID? = nil, policyVersion: PolicyVersion? = nil, schemaVersion: Int = 1
  ) {
    self.body = body
    self.id = id
    self.occurredAt = occurredAt
    self.principal = principal
    self.cause = cause
    self.policyVersion = policyVersion
    self.schemaVersion = schemaVersion
  }

  /// Returns the record that a store keeps of the event.
  public func recorded(
    in stream: StreamID, version: Int64, tenant: TenantID?, at recordedAt: Instant
  ) -> Recorded<EventBody> {
    Recorded(
      body, id: id, stream: stream, version: version, tenant: tenant, occurredAt: occurredAt,
      recordedAt: recordedAt, principal: principal, cause: cause, policyVersion: policyVersion,
      schemaVersion: schemaVersion)
  }
}
