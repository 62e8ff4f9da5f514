// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
public import SupportStorage

/// How a service keeps personal values: under each customer's own key, so that erasing the key erases
/// them in every copy of the store.
///
/// What is sealed is what the rooms call personal: the subject and the personal fields of a ticket, the
/// names of attachments, addresses and receipts of contacts, what was said in disputes, and personal
/// words of intents. A ticket without a customer has a key of its own, named like its stream.
///
/// ```swift
/// let sealing = FieldSealing(keys: vault, RecordSealer(digest: sha256, cipher: cipher))
/// ```
public struct FieldSealing: Sendable {
  /// Where the keys are.
  public let keys: any KeyVault
  /// What seals.
  public let sealer: RecordSealer

  /// Creates a way of sealing.
  public init(keys: any KeyVault, _ sealer: RecordSealer) {
    self.keys = keys
    self.sealer = sealer
  }

  func open(_ stored: StoredEvent) async throws(StorageError) -> StoredEvent {
    try await sealer.open(stored, PersonalParts.all, with: keys)
  }

  /// Seals a body where it holds anything personal. The key is asked for once.
  func seal(
    _ body: EventBody, of event: EventID, _ fields: [PersonalField], subject: SubjectID,
    key: inout FieldKey?
  ) async throws(StorageError) -> EventBody {
    guard !fields.isEmpty else { return body }
    let present: FieldKey
    if let known = key { present = known } else { present = try await keys.createKey(of: subject) }
    key = present
    return try sealer.seal(body, of: event, fields, subject: subject, key: present)
  }
}
