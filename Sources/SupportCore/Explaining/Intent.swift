// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Something that the outside world must do: notify, remind, dial, pay.
///
/// A decision returns intents; the host carries them out. An intent may reach the host twice (a
/// retry, a crash between two steps): its ``key`` is the same each time, so that the host can do
/// it once.
public struct Intent: Hashable, Sendable, Codable {
  /// What to do. The set is open: add your own as static members.
  public struct Action: RawRepresentable, Hashable, Sendable, Codable {
    /// The name of the action.
    public let rawValue: String

    /// Creates an action from its name.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// Tell somebody something now.
    public static let notify = Self(rawValue: "notify")
    /// Remind somebody at ``Intent/notBefore``.
    public static let remind = Self(rawValue: "remind")
    /// Call somebody.
    public static let dial = Self(rawValue: "dial")
    /// Pay out a sum.
    public static let pay = Self(rawValue: "pay")
  }

  /// Made from the event that caused the intent: equal for every repetition of the same effect.
  public var key: IdempotencyKey
  /// What to do.
  public var action: Action
  /// The earliest instant to do it at; `nil` means at once.
  public var notBefore: Instant?
  /// What the action needs to know, in a stated order.
  public var operands: [Explanation.Operand]

  /// Creates an intent with a key of the host's choosing.
  public init(
    key: IdempotencyKey, action: Action, notBefore: Instant? = nil,
    operands: [Explanation.Operand] = []
  ) {
    self.key = key
    self.action = action
    self.notBefore = notBefore
    self.operands = operands
  }

  /// Creates an intent whose key follows from its cause: `cause/action/ordinal`, where the ordinal
  /// tells apart several intents of one action and cause, in a stable order. Two causes give two
  /// keys, whatever text their names hold; see ``IdempotencyKey/init(of:)``.
  public init(
    _ action: Action, causedBy cause: EventID, ordinal: Int = 0, notBefore: Instant? = nil,
    operands: [Explanation.Operand] = []
  ) {
    self.init(
      key: IdempotencyKey(of: [cause.rawValue, action.rawValue, "\(ordinal)"]),
      action: action, notBefore: notBefore, operands: operands)
  }

  /// The first operand of that name, for programs that carry the intent out.
  public func operand(_ name: String) -> Explanation.Operand.Value? {
    operands.first { $0.name == name }?.value
  }
}

extension Intent: CustomStringConvertible, CustomReflectable {
  /// `remind from 2025-06-02T09:00:00Z on, 2 operands`, for logs: what to do, the earliest instant where
  /// there is one, and how many operands it has. Operands and keys may name people, so none is shown.
  public var description: String {
    let time = notBefore.map { " from \($0) on" } ?? ""
    return "\(action.rawValue)\(time), \(operands.count) operands"
  }

  /// Nothing but the description, so that dumping an intent shows nobody.
  public var customMirror: Mirror { Mirror(self, children: ["intent": description]) }
}
