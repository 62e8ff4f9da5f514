// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Recorded where Event == MemberAccount.Event {
  /// Creates a record of an event of an account, in the present form. When it happened and who did it
  /// are what the event itself says, so that the two can never differ.
  ///
  /// ```swift
  /// let record = Recorded(
  ///   event, id: "E-7", stream: StreamID(.membership, of: account.id), version: 7,
  ///   recordedAt: now, policyVersion: programme.version)
  /// ```
  public init(
    _ event: MemberAccount.Event, id: EventID, stream: StreamID, version: Int64,
    tenant: TenantID? = nil, recordedAt: Instant, cause: EventID? = nil,
    policyVersion: PolicyVersion? = nil
  ) {
    self.init(
      event, id: id, stream: stream, version: version, tenant: tenant,
      occurredAt: event.occurredAt, recordedAt: recordedAt, principal: event.by, cause: cause,
      policyVersion: policyVersion, schemaVersion: 1)
  }
}
