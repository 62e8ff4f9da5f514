// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Takes personal values out of an event and puts commitments in their place, so that erasing one key
/// erases the values in every copy, while the record, its digest and the chain stay as they are.
///
/// A commitment is the digest of a salt and the value; it binds the record to the value and tells
/// nothing about it. Values and salts go into a ``SealedPart`` under the person's key. Salts follow
/// from the key, the event and the place, so that an append that is computed again has the same bytes;
/// nobody can try out values without the key, and with it the salts are gone.
///
/// ```swift
/// let key = try await vault.createKey(of: customer)
/// let body = try sealer.seal(codec.body(of: event), of: id, fields, subject: customer, key: key)
/// ```
public struct RecordSealer: Sendable {
  private let digest: any RecordDigest
  private let cipher: any FieldCipher

  /// Creates a sealer.
  ///
  /// - Parameters:
  ///   - digest: A cryptographic digest, for salts and commitments.
  ///   - cipher: The cipher for values and salts.
  public init(digest: any RecordDigest, cipher: any FieldCipher) {
    self.digest = digest
    self.cipher = cipher
  }

  /// The name of the member by which a commitment is known.
  static let commitmentName = "$sealed"
  /// The name of the member that says whose value it is.
  static let subjectName = "subject"

  /// Seals the personal values of one person. Fields that the event does not have, and values sealed
  /// before, are passed over; call it again for another person's fields.
  ///
  /// - Parameters:
  ///   - body: The event as its codec wrote it.
  ///   - event: The id that the event will be recorded under.
  ///   - fields: Where the values stand.
  ///   - subject: Whose values they are.
  ///   - key: That person's key.
  /// - Returns: The body with commitments in the payload and one more sealed part; the same body where
  ///   there was nothing to seal.
  /// - Throws: ``StorageError`` of reading the payload, or of the cipher.
  /// - Complexity: O(size of the event)
  public func seal(
    _ body: EventBody, of event: EventID, _ fields: [PersonalField], subject: SubjectID,
    key: FieldKey
  ) throws(StorageError) -> EventBody {
    var tree = try CanonicalJSON.tree(from: body.payload)
    var values: [(String, EventTree)] = []
    for field in fields {
      var ordinal = 0
      Self.change(&tree, at: field.path[...]) { value in
        guard Self.commitment(in: value) == nil else { return value }
        let salt = digest.digest(
          of: Self.framed(
            "salt", key.bytes, Array(event.rawValue.utf8), Array("\(ordinal)".utf8),
            field.path.map { Array($0.utf8) }))
        ordinal += 1
        let commitment = commitment(to: value, salt: salt, of: event, subject)
        values.append((commitment, .object(["salt": .text(Hex.text(salt)), "value": value])))
        return .object([
          Self.commitmentName: .text(commitment), Self.subjectName: .text(subject.rawValue),
        ])
      }
    }
    guard !values.isEmpty else { return body }
    let plain = CanonicalJSON.bytes(of: .object(EventTree.Members(values)))
    let sealed = try cipher.seal(plain, with: key, context: Self.context(event, subject))
    return EventBody(
      type: body.type, payload: CanonicalJSON.bytes(of: tree),
      sealed: body.sealed + [SealedPart(subject, bytes: sealed)])
  }

  /// Puts personal values back where their keys are there, and what the fields say where they were
  /// erased.
  ///
  /// - Parameters:
  ///   - body: The body as it was stored.
  ///   - event: The id of its record.
  ///   - fields: The fields that were sealed; what is sealed elsewhere becomes `null` once erased.
  ///   - keys: What is known about each person's key.
  /// - Returns: The body as its codec wrote it, without sealed parts.
  /// - Throws: ``StorageError`` with ``StorageError/Code/sealBroken`` where a key is there and the
  ///   sealed part is missing, was changed, or holds another value than the record commits to; and
  ///   where a key was never known.
  /// - Complexity: O(size of the event)
  public func open(
    _ body: EventBody, of event: EventID, _ fields: [PersonalField],
    keys: [SubjectID: SubjectKey]
  ) throws(StorageError) -> EventBody {
    let opened = try values(of: body, event, keys)
    let tree = try CanonicalJSON.tree(from: body.payload)
    let filled = try fill(tree, path: []) { commitment, subject, path throws(StorageError) in
      switch keys[subject] ?? .unknown {
      case .erased:
        return fields.first { $0.path == path }?.whenErased ?? .null
      case .unknown:
        throw StorageError(
          .sealBroken, "a key is not known, though it sealed a value", event: event)
      case .present:
        guard let entry = opened[commitment], let value = entry["value"],
          case .text(let salt)? = entry["salt"], let bytes = Hex.bytes(salt),
          self.commitment(to: value, salt: bytes, of: event, subject) == commitment
        else {
          throw StorageError(
            .sealBroken, "a sealed value is not what the record commits to", event: event)
        }
        return value
      }
    }
    return EventBody(type: body.type, payload: CanonicalJSON.bytes(of: filled))
  }

  /// Puts personal values back, asking a vault for the keys.
  ///
  /// - Parameters:
  ///   - stored: The event as it was stored.
  ///   - fields: The fields that were sealed; what is sealed elsewhere becomes `null` once erased.
  ///   - vault: Where the keys are.
  /// - Returns: The event as its codec wrote it, without sealed parts.
  /// - Throws: ``StorageError`` of the vault, or as in ``open(_:of:_:keys:)``.
  public func open(
    _ stored: StoredEvent, _ fields: [PersonalField], with vault: any KeyVault
  ) async throws(StorageError) -> StoredEvent {
    let body = stored.record.event
    let tree = try CanonicalJSON.tree(from: body.payload)
    let subjects = Self.subjects(in: tree)
    guard !subjects.isEmpty else { return stored }
    var keys: [SubjectID: SubjectKey] = [:]
    for subject in subjects where keys[subject] == nil {
      keys[subject] = try await vault.key(of: subject)
    }
    var opened = stored
    opened.record.event = try open(body, of: stored.id, fields, keys: keys)
    return opened
  }

  /// The persons whose values a body commits to, in the order in which they stand there.
  ///
  /// - Throws: ``StorageError`` with ``StorageError/Code/unreadableEvent``.
  /// - Complexity: O(size of the event)
  public static func subjects(of body: EventBody) throws(StorageError) -> [SubjectID] {
    subjects(in: try CanonicalJSON.tree(from: body.payload))
  }
}

// MARK: - Values

extension RecordSealer {
  /// What the sealed parts hold, by commitment.
  private func values(
    of body: EventBody, _ event: EventID, _ keys: [SubjectID: SubjectKey]
  ) throws(StorageError) -> [String: EventTree] {
    var values: [String: EventTree] = [:]
    for part in body.sealed {
      guard case .present(let key)? = keys[part.subject] else { continue }
      let plain = try cipher.open(
        part.bytes, with: key, context: Self.context(event, part.subject))
      guard case .object(let members) = try CanonicalJSON.tree(from: plain) else { continue }
      for member in members.all { values[member.name] = member.value }
    }
    return values
  }

  private func commitment(
    to value: EventTree, salt: [UInt8], of event: EventID, _ subject: SubjectID
  ) -> String {
    let bytes = Self.framed(
      "commitment", salt, Array(event.rawValue.utf8), Array(subject.rawValue.utf8),
      [CanonicalJSON.bytes(of: value)])
    return Hex.text(digest.digest(of: bytes))
  }

  private static func context(_ event: EventID, _ subject: SubjectID) -> [UInt8] {
    framed("context", [], Array(event.rawValue.utf8), Array(subject.rawValue.utf8), [])
  }

  /// Parts with their lengths before them, so that no two lists of parts have the same bytes.
  private static func framed(
    _ purpose: String, _ first: [UInt8], _ second: [UInt8], _ third: [UInt8], _ rest: [[UInt8]]
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    for part in [Array("supportkit \(purpose) 1".utf8), first, second, third] + rest {
      RecordBytes.append(part, to: &bytes)
    }
    return bytes
  }
}

// MARK: - Trees

extension RecordSealer {
  /// Changes the values at a path; a list on the way means each of its elements, or the one that a
  /// number names.
  private static func change(
    _ tree: inout EventTree, at path: ArraySlice<String>, _ change: (EventTree) -> EventTree
  ) {
    if case .list(var list) = tree, let name = path.first {
      if let index = Int(name) {
        guard list.indices.contains(index) else { return }
        self.change(&list[index], at: path.dropFirst(), change)
      } else {
        for index in list.indices { self.change(&list[index], at: path, change) }
      }
      tree = .list(list)
      return
    }
    guard let name = path.first else {
      tree = change(tree)
      return
    }
    guard var value = tree[name], commitment(in: tree) == nil else { return }
    self.change(&value, at: path.dropFirst(), change)
    tree[name] = value
  }

  /// The commitment that a value is, if it is one.
  private static func commitment(in tree: EventTree) -> (digest: String, subject: SubjectID)? {
    guard case .object(let members) = tree, members.all.count == 2,
      case .text(let digest)? = members[commitmentName],
      case .text(let subject)? = members[subjectName]
    else { return nil }
    return (digest, SubjectID(subject))
  }

  private func fill(
    _ tree: EventTree, path: [String],
    _ value: (String, SubjectID, [String]) throws(StorageError) -> EventTree
  ) throws(StorageError) -> EventTree {
    if let (digest, subject) = Self.commitment(in: tree) {
      return try value(digest, subject, path)
    }
    switch tree {
    case .list(let list):
      var filled: [EventTree] = []
      for element in list { filled.append(try fill(element, path: path, value)) }
      return .list(filled)
    case .object(let members):
      var filled: [(String, EventTree)] = []
      for member in members.all {
        filled.append(
          (member.name, try fill(member.value, path: path + [member.name], value)))
      }
      return .object(EventTree.Members(filled))
    default: return tree
    }
  }

  private static func subjects(in tree: EventTree) -> [SubjectID] {
    if let (_, subject) = commitment(in: tree) { return [subject] }
    switch tree {
    case .list(let list): return list.flatMap(subjects(in:))
    case .object(let members): return members.all.flatMap { subjects(in: $0.value) }
    default: return []
    }
  }
}
