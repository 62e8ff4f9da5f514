// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Something to be paid to the customer, once, under its key.
public struct Payout: Hashable, Sendable {
  /// What of it is for which case: small sums of several are paid together.
  public struct Part: Hashable, Sendable, Codable {
    /// The case.
    public var ticket: TicketID
    /// What is given back.
    public var refund: Money
    /// What is paid on top.
    public var compensation: Money

    /// Creates a part.
    public init(ticket: TicketID, refund: Money, compensation: Money) {
      self.ticket = ticket
      self.refund = refund
      self.compensation = compensation
    }
  }

  /// How far it is.
  public enum State: String, Hashable, Sendable, Codable, CaseIterable {
    /// To be sent.
    case due
    /// On its way.
    case sent
    /// It could not be sent; send it again.
    case failed
    /// It came back; send it again.
    case returned
    /// It arrived.
    case settled
    /// Not to be sent any more.
    case cancelled

    /// Whether nothing is on its way.
    public var isUnsent: Bool {
      switch self {
      case .due, .failed, .returned: true
      case .sent, .settled, .cancelled: false
      }
    }

    /// Where it may go from here; cancelling is the account's own business.
    public var next: [Self] {
      switch self {
      case .due: [.sent, .failed]
      case .sent: [.settled, .failed, .returned]
      case .failed, .returned: [.sent]
      case .settled: [.returned]
      case .cancelled: []
      }
    }
  }

  /// The key in pieces.
  var name: Name
  private var firstPart: Part?
  private var otherParts: [Part] = []
  /// By when it is promised; `nil` where no time is.
  public var dueBy: Instant?
  /// When it was sent last.
  public var sentAt: Instant?
  /// In what the compensation is paid.
  public var form: AwardForm
  /// How far it is.
  public var state: State
  /// Whether its being late was charged already, or is not to be: a penalty has none of its own.
  public var isCharged: Bool

  /// Creates a payout that is to be sent.
  public init(
    key: IdempotencyKey, parts: [Part], form: AwardForm, dueBy: Instant? = nil,
    isCharged: Bool = false
  ) {
    self.init(Name(key), parts.first, form, dueBy, isCharged: isCharged)
    otherParts = Array(parts.dropFirst())
  }

  /// Creates a payout for one case.
  init(_ name: Name, _ part: Part?, _ form: AwardForm, _ dueBy: Instant?, isCharged: Bool) {
    self.name = name
    firstPart = part
    self.form = form
    self.dueBy = dueBy
    state = .due
    self.isCharged = isCharged
  }

  /// The name under which it is paid once.
  public var key: IdempotencyKey {
    get { name.key }
    set { name = Name(newValue) }
  }

  /// What of it is for which case, at least one.
  public var parts: [Part] {
    get { firstPart.map { [$0] + otherParts } ?? [] }
    set {
      firstPart = newValue.first
      otherParts = Array(newValue.dropFirst())
    }
  }

  /// Adds what is for another case.
  mutating func add(_ part: Part) {
    if firstPart == nil { firstPart = part } else { otherParts.append(part) }
  }

  /// What is for the one case; `nil` where it is for several, or none.
  var only: Part? { otherParts.isEmpty ? firstPart : nil }

  /// Visits what is for each case, in order.
  @inline(__always)
  func forEachPart(_ body: (Part) -> Void) {
    guard let firstPart else { return }
    body(firstPart)
    for part in otherParts { body(part) }
  }

  /// What is given back in all.
  public var refund: Money { sum(\.refund) }
  /// What is paid on top in all.
  public var compensation: Money { sum(\.compensation) }

  private func sum(_ part: KeyPath<Part, Money>) -> Money {
    let currency = firstPart.map { $0.refund.currency } ?? .cny
    return Money(
      minorUnits: parts.reduce(0) { .saturatingSum($0, $1[keyPath: part].minorUnits) },
      currency: currency)
  }
}

extension Payout {
  /// A key in two pieces: an account numbers its payouts, and no text is made before somebody asks.
  struct Name: Hashable, Sendable {
    /// The number at the end, at least 1; 0 where there is none.
    private let number: Int64
    /// All but the number.
    private let prefix: String

    /// The n-th payout of an account.
    init(_ number: Int, of prefix: String) {
      self.prefix = prefix
      self.number = Int64(number)
    }

    /// A key taken apart: equal keys have equal pieces, however they came about.
    init(_ key: IdempotencyKey) {
      let text = key.rawValue
      let digits = text.utf8.reversed().prefix { (48...57).contains($0) }.count
      if (1...18).contains(digits), text.utf8.dropLast(digits).last == UInt8(ascii: "/"),
        let number = Int64(text.suffix(digits)), number > 0, String(number).utf8.count == digits
      {
        self.init(prefix: String(text.dropLast(digits)), number: number)
      } else {
        self.init(prefix: text, number: 0)
      }
    }

    private init(prefix: String, number: Int64) {
      self.prefix = prefix
      self.number = number
    }

    /// Its place among the payouts of an account that begins its keys so.
    func place(of prefix: String) -> Int? {
      number > 0 && prefix == self.prefix ? Int(exactly: number - 1) : nil
    }

    var key: IdempotencyKey {
      IdempotencyKey(rawValue: number == 0 ? prefix : prefix + String(number))
    }

    /// What the keys of an account's payouts begin with.
    static func prefix(of customer: CustomerID, _ currency: Currency) -> String {
      let (name, code) = (customer.rawValue, currency.code)
      // What has nothing to be escaped is what most accounts have.
      let isPlain = name.utf8.allSatisfy { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "%") }
      if isPlain { return "\(name)/\(code)/payout/" }
      return IdempotencyKey(of: [name, code, "payout"]).rawValue + "/"
    }
  }
}

extension Payout: Codable {
  private enum CodingKeys: String, CodingKey {
    case key, parts, form, dueBy, state, sentAt, isCharged
  }

  /// Decodes all that it holds; `dueBy` and `sentAt` may be left out.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      key: try values.decode(IdempotencyKey.self, forKey: .key),
      parts: try values.decode([Part].self, forKey: .parts),
      form: try values.decode(AwardForm.self, forKey: .form),
      dueBy: try values.decodeIfPresent(Instant.self, forKey: .dueBy))
    state = try values.decode(State.self, forKey: .state)
    sentAt = try values.decodeIfPresent(Instant.self, forKey: .sentAt)
    isCharged = try values.decode(Bool.self, forKey: .isCharged)
  }

  /// Encodes all that it holds.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(key, forKey: .key)
    try values.encode(parts, forKey: .parts)
    try values.encode(form, forKey: .form)
    try values.encodeIfPresent(dueBy, forKey: .dueBy)
    try values.encode(state, forKey: .state)
    try values.encodeIfPresent(sentAt, forKey: .sentAt)
    try values.encode(isCharged, forKey: .isCharged)
  }
}
