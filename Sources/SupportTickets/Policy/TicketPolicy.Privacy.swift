// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules
public import SupportTime

extension TicketPolicy {
  /// What attachments may be.
  public struct AttachmentLimits: Hashable, Sendable {
    /// The most bytes of one attachment, itself allowed.
    public var mostBytes: Int64
    /// The media types that are allowed, such as `image/png`, or `image/*` for a family; `nil`: any.
    public var mediaTypes: [String]?
    /// The most attachments of one message; `nil`: any number.
    public var mostPerMessage: Int?

    /// Creates limits.
    public init(mostBytes: Int64, mediaTypes: [String]?, mostPerMessage: Int? = nil) {
      self.mostBytes = mostBytes
      self.mediaTypes = mediaTypes
      self.mostPerMessage = mostPerMessage
    }

    /// Why attachments are refused, each with its reason; empty where all are allowed.
    public func refusals(of attachments: [Ticket.Attachment]) -> [AttachmentRefusal] {
      attachments.enumerated().compactMap { position, attachment in
        let bytes = attachment.bytes
        if bytes < 0 || bytes > mostBytes {
          return AttachmentRefusal(position: position, .size(bytes: bytes, most: mostBytes))
        }
        if let mediaTypes, !mediaTypes.contains(where: { Self.covers($0, attachment.mediaType) }) {
          return AttachmentRefusal(position: position, .mediaType(attachment.mediaType))
        }
        if let mostPerMessage, position >= mostPerMessage {
          return AttachmentRefusal(position: position, .number(most: mostPerMessage))
        }
        return nil
      }
    }

    private static func covers(_ pattern: String, _ type: String) -> Bool {
      let (pattern, type) = (pattern.lowercased(), type.lowercased())
      return pattern == type || (pattern.hasSuffix("/*") && type.hasPrefix(pattern.dropLast(1)))
    }
  }

  /// Why an attachment is refused. Names of files may name people, so it tells the position.
  public struct AttachmentRefusal: Hashable, Sendable, CustomStringConvertible {
    /// A limit that an attachment breaks.
    public enum Reason: Hashable, Sendable {
      /// It is too large, or its size is no size.
      case size(bytes: Int64, most: Int64)
      /// Its media type is not allowed.
      case mediaType(String)
      /// There are too many.
      case number(most: Int)
    }

    /// Its place in the message, counted from 0.
    public var position: Int
    /// The limit that it breaks.
    public var reason: Reason

    init(position: Int, _ reason: Reason) {
      self.position = position
      self.reason = reason
    }

    /// `attachments[1]: 20000001 bytes, at most 20000000`.
    public var description: String {
      let words =
        switch reason {
        case .size(let bytes, let most): "\(bytes) bytes, at most \(most)"
        case .mediaType(let type): "\(type) is not allowed"
        case .number(let most): "at most \(most) are allowed"
        }
      return "attachments[\(position)]: \(words)"
    }
  }

  /// What a field of the desk's own is like.
  public struct FieldRule: Hashable, Sendable {
    /// What a field says.
    public enum Sensitivity: String, Hashable, Sendable, CaseIterable {
      /// Nothing about a person.
      case plain
      /// Something about a person: masked and erased on request.
      case personal
      /// Something of a body: not taken in at all.
      case biometric
    }

    /// The name of the field.
    public var name: String
    /// What it says.
    public var sensitivity: Sensitivity
    /// What its values are, such as a choice of names; `nil`: any value, and conditions may ask for
    /// texts.
    public var domain: FactField.Domain?
    /// The ways, one of which must have verified who the customer is before it is said or changed;
    /// empty: any way, `nil`: it needs none. So an opening cannot bring it: nobody was verified yet.
    /// A new ticket that is split off takes it along, and an import brings what is known elsewhere.
    public var verifiedBy: [String]?

    /// Creates a rule.
    public init(
      _ name: String, _ sensitivity: Sensitivity, domain: FactField.Domain? = nil,
      verifiedBy: [String]? = nil
    ) {
      self.name = name
      self.sensitivity = sensitivity
      self.domain = domain
      self.verifiedBy = verifiedBy
    }

    /// Why a value is not taken in; `nil` where it is.
    func objection(to value: FactValue?) -> String? {
      guard let domain, let value else { return nil }
      return domain.objection(to: value)
    }

    /// The field as conditions ask about it.
    var fact: FactField {
      FactField(name, domain ?? .text, isOptional: true, isPersonal: sensitivity != .plain)
    }

    func isVerified(by methods: [String]) -> Bool {
      guard let verifiedBy else { return true }
      return verifiedBy.isEmpty ? !methods.isEmpty : methods.contains(where: verifiedBy.contains)
    }
  }

  /// What recordings have to be like.
  public struct RecordingRule: Hashable, Sendable {
    /// The channels whose contacts need one; a contact without is reported.
    public var neededOver: [Ticket.Channel]
    /// Whether a recording without a key is refused.
    public var mustBeEncrypted: Bool

    /// Creates a rule.
    public init(neededOver: [Ticket.Channel], mustBeEncrypted: Bool) {
      self.neededOver = neededOver
      self.mustBeEncrypted = mustBeEncrypted
    }
  }

  /// How long a part of a file is kept.
  public struct RetentionRule: Hashable, Sendable {
    /// From when the time is counted.
    public enum Anchor: String, Hashable, Sendable {
      /// From the opening.
      case opening
      /// From the closing; before it no date is known.
      case closing
    }

    /// The name of the rule.
    public var id: RuleID
    /// The part that is kept.
    public var part: Ticket.ErasureScope
    /// Which tickets it is about, by their facts.
    public var when: Condition
    /// How long.
    public var period: ServiceDuration
    /// From when.
    public var from: Anchor
    /// While this holds the part is kept without an end; `nil`: never.
    public var keepWhile: Condition?
    /// Whether it is law: then only laws count.
    public var isLaw: Bool

    /// Creates a rule.
    public init(
      _ id: RuleID, keep part: Ticket.ErasureScope, for period: ServiceDuration, from: Anchor,
      when: Condition = .always, keepWhile: Condition? = nil, isLaw: Bool = false
    ) {
      self.id = id
      self.part = part
      self.when = when
      self.period = period
      self.from = from
      self.keepWhile = keepWhile
      self.isLaw = isLaw
    }
  }

  /// How many of a customer's conversations are kept at hand.
  public struct ConversationLimit: Hashable, Sendable {
    /// The latest so many, not below 0.
    public var most: Int

    /// Creates a limit.
    public init(most: Int) {
      self.most = most
    }
  }

  /// The way in that stays open after a customer's account was closed.
  public struct AccountClosureRule: Hashable, Sendable {
    /// The channels that stay open.
    public var channels: [Ticket.Channel]
    /// For how long.
    public var period: ServiceDuration

    /// Creates a rule.
    public init(_ channels: [Ticket.Channel], for period: ServiceDuration) {
      self.channels = channels
      self.period = period
    }
  }
}
