// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension Recorded {
  // Inlinable: generics are otherwise not specialised in another module.
  /// Returns the record with another event in it: the same envelope around another form of what
  /// happened.
  ///
  /// Use it where a store's bytes become an event, or an older form becomes the present one.
  ///
  /// - Parameters:
  ///   - event: What the record carries then.
  ///   - schemaVersion: The version of that form; the same as before if `nil`.
  /// - Returns: The record with the same envelope.
  @inlinable
  public func carrying<Other: Sendable>(
    _ event: Other, schemaVersion: Int? = nil
  ) -> Recorded<Other> {
    Recorded<Other>(
      event, id: id, stream: stream, version: version, tenant: tenant, occurredAt: occurredAt,
      recordedAt: recordedAt, principal: principal, cause: cause, policyVersion: policyVersion,
      schemaVersion: schemaVersion ?? self.schemaVersion)
  }
}
