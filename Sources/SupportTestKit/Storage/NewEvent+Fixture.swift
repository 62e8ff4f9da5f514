// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportStorage

extension NewEvent {
  /// An event to append, with everything defaulted but its id.
  public static func fixture(
    _ id: EventID, type: EventTypeName = "note", payload: String = "{}", sealed: [SealedPart] = [],
    at occurredAt: Instant = .fixtureStart, by principal: Principal = .agent("li"),
    cause: EventID? = nil, policyVersion: PolicyVersion? = nil, schemaVersion: Int = 1
  ) -> NewEvent {
    NewEvent(
      EventBody(type: type, payload: Array(payload.utf8), sealed: sealed), id: id,
      occurredAt: occurredAt, principal: principal, cause: cause, policyVersion: policyVersion,
      schemaVersion: schemaVersion)
  }
}

extension AppendRequest {
  /// An append of events with those ids to one stream, with everything else defaulted.
  public static func fixture(
    _ stream: StreamID, _ ids: [EventID], expecting: ExpectedVersion = .any,
    key: IdempotencyKey? = nil, tenant: TenantID? = nil, at recordedAt: Instant = .fixtureStart
  ) -> AppendRequest {
    AppendRequest(
      [StreamAppend(stream, expecting: expecting, events: ids.map { .fixture($0) })],
      key: key, tenant: tenant, recordedAt: recordedAt)
  }
}
