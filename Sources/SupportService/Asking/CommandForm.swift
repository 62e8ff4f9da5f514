// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportMembership
import SupportRules
import SupportSLA
import SupportStorage
import SupportTickets

/// A command with all that was said along with it, as bytes: what tells whether a key that comes again
/// asks for the same.
struct CommandForm: Encodable {
  let command: DeskCommand
  let ticket: TicketID
  let customer: CustomerID?
  let member: MemberID?
  let principal: Principal
  let reason: String?

  enum Key: String, CodingKey {
    case ticket, customer, member, by, reason
    case command, value, second, third, facts, cause, at
  }

  typealias Values = KeyedEncodingContainer<Key>

  /// The digest of the command: 16 bytes that tell nothing of what it says. It finds mistakes of a
  /// sender; it is no defence against one who looks for two commands with one digest.
  func fingerprint() throws(StorageError) -> [UInt8] {
    let bytes = try CanonicalJSON.bytes(of: self)
    var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
    for byte in bytes {
      hash ^= UInt128(byte)
      hash &*= 0x0000_0000_0100_0000_0000_0000_0000_013b
    }
    return (0..<16).map { UInt8(truncatingIfNeeded: hash >> (120 - 8 * UInt128($0))) }
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(ticket, forKey: .ticket)
    try values.encodeIfPresent(customer, forKey: .customer)
    try values.encodeIfPresent(member, forKey: .member)
    try values.encode(principal, forKey: .by)
    try values.encodeIfPresent(reason, forKey: .reason)
    switch command {
    case .ticket(let command): try Self.write(command, to: &values)
    case .adjust(let kind):
      // The form of an adjustment holds all that its kind says.
      try Self.write(
        "adjust", SLAAdjustment(kind, by: principal, at: .epoch, because: ""), to: &values)
    case .claim(let cause, let facts):
      try Self.write("claim", cause, to: &values)
      try values.encode(facts.map { NamedValue($0.name, $0.value) }, forKey: .facts)
    case .compensation(let command): try Self.write(command, to: &values)
    case .membership(let command): try Self.write(command, to: &values)
    case .dispute(let id, let command):
      try Self.write(command, to: &values)
      try values.encode(id, forKey: .cause)
    }
  }

  static func write(_ name: String, to values: inout Values) throws {
    try values.encode(name, forKey: .command)
  }

  static func write(
    _ name: String, _ value: some Encodable, to values: inout Values
  ) throws {
    try values.encode(name, forKey: .command)
    try values.encode(value, forKey: .value)
  }

  /// A fact with its name.
  struct NamedValue: Encodable {
    let name: String
    let value: FactValue

    init(_ name: String, _ value: FactValue) {
      self.name = name
      self.value = value
    }
  }
}
