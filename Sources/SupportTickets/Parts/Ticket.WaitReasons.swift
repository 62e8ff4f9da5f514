// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension Ticket {
  /// What work can wait for. Several may hold at once; work goes on when none does.
  public struct WaitReasons: OptionSet, Hashable, Sendable {
    /// The bits of the set.
    public let rawValue: UInt8

    /// Creates a set from its bits; bits that no reason has are dropped.
    public init(rawValue: UInt8) {
      self.rawValue = rawValue & 0b1_1111
    }

    /// An answer, a file or a confirmation of the customer.
    public static let customer = Self(rawValue: 1)
    /// A supplier.
    public static let vendor = Self(rawValue: 2)
    /// A known problem that is being worked on elsewhere.
    public static let problem = Self(rawValue: 4)
    /// Evidence.
    public static let evidence = Self(rawValue: 8)
    /// Anything else.
    public static let other = Self(rawValue: 16)

    /// All reasons with their names, in the order of the bits.
    public static let named: [(name: String, reason: Self)] = [
      ("customer", .customer), ("vendor", .vendor), ("problem", .problem),
      ("evidence", .evidence), ("other", .other),
    ]

    /// All reasons: `.resume(.all)` goes on whatever the ticket waited for.
    public static let all: Self = [.customer, .onHold]

    /// The reasons for which a ticket is on hold rather than pending.
    public static let onHold: Self = [.vendor, .problem, .evidence, .other]

    /// The names of the reasons in the set.
    public var names: [String] {
      Self.named.filter { contains($0.reason) }.map(\.name)
    }

    /// The status of a ticket that waits for these: pending where only the customer is waited for.
    public var status: Status {
      isEmpty ? .open : (self == .customer ? .pending : .onHold)
    }
  }
}

extension Ticket.WaitReasons: Codable {
  /// Decodes a list of names, such as `["customer", "vendor"]`.
  public init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    var reasons: Self = []
    while !container.isAtEnd {
      let name = try container.decode(String.self)
      guard let known = Self.named.first(where: { $0.name == name }) else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "\"\(name)\" is no reason to wait")
      }
      reasons.insert(known.reason)
    }
    self = reasons
  }

  /// Encodes a list of names, in the order of the bits.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for name in names { try container.encode(name) }
  }
}
