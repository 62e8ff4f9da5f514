// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// What a document is, by the name that a checklist uses. The set is open.
  public struct DocumentKind: Identifier {
    /// The name, as policies and stored events spell it.
    public let rawValue: String

    /// Creates a kind from the name that checklists use.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// A voucher of a transaction.
    public static let voucher = Self(rawValue: "voucher")
    /// Preserved evidence.
    public static let evidence = Self(rawValue: "evidence")
    /// A screenshot or video.
    public static let picture = Self(rawValue: "picture")
    /// A recorded apology.
    public static let apology = Self(rawValue: "apology")
  }

  /// A document of the file; the document itself stays with the host.
  public struct Document: Hashable, Sendable, Codable {
    /// What it is.
    public var kind: DocumentKind
    /// Where it lies.
    public var reference: String

    /// Creates a document.
    public init(_ kind: DocumentKind, reference: String) {
      self.kind = kind
      self.reference = reference
    }
  }
}
