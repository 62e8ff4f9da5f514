// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension Dispute {
  /// What can be asked of a dispute.
  public enum Command: Hashable, Sendable {
    /// Claim something.
    case open(Opening)
    /// Bring a piece of evidence.
    case fileEvidence(Evidence)
    /// Say that the evidence is complete; what earlier rounds brought still counts.
    case closeEvidence
    /// Hold what the customer says against these facts of the case's history. The review begins.
    case check(history: [Statement])
    /// Decide, as somebody of a level.
    case rule(Verdict, as: DisputeLevel.ID, Reasons)
    /// Take the decision to the next level.
    case appeal
    /// Accept the decision.
    case accept
    /// Write the decision down as an agreement, whose text lies there.
    case recordAgreement(reference: String)
    /// Publish the outcome, with a text for everybody where there is one. The text may not hold the
    /// name of the customer, the cause or the ticket, nor a reference to evidence.
    case publish(text: String?)
    /// Give up the claim.
    case withdraw
    /// Look at a past dispute again, from the evidence on. What was agreed before holds until a new
    /// agreement; where it was not published yet, only the new one will be.
    case reopen

    /// The commands, without what they say.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
      /// ``Command/open(_:)``
      case open
      /// ``Command/fileEvidence(_:)``
      case fileEvidence
      /// ``Command/closeEvidence``
      case closeEvidence
      /// ``Command/check(history:)``
      case check
      /// ``Command/rule(_:as:_:)``
      case rule
      /// ``Command/appeal``
      case appeal
      /// ``Command/accept``
      case accept
      /// ``Command/recordAgreement(reference:)``
      case recordAgreement
      /// ``Command/publish(text:)``
      case publish
      /// ``Command/withdraw``
      case withdraw
      /// ``Command/reopen``
      case reopen
    }

    /// The command without what it says.
    public var kind: Kind {
      switch self {
      case .open: .open
      case .fileEvidence: .fileEvidence
      case .closeEvidence: .closeEvidence
      case .check: .check
      case .rule: .rule
      case .appeal: .appeal
      case .accept: .accept
      case .recordAgreement: .recordAgreement
      case .publish: .publish
      case .withdraw: .withdraw
      case .reopen: .reopen
      }
    }
  }
}

extension Dispute.Command.Kind {
  /// The step that the command belongs to; `nil` for what is not bound to one.
  var step: Dispute.Step? {
    switch self {
    case .fileEvidence, .closeEvidence: .evidence
    case .check: .systemCheck
    case .rule, .appeal, .accept: .review
    case .recordAgreement: .agreement
    case .publish: .publication
    case .open, .withdraw, .reopen: nil
    }
  }

  /// Whether somebody of that kind may ask for it at all.
  func isOpen(to principal: Principal, customer: CustomerID) -> Bool {
    switch (self, principal) {
    case (.open, .customer(let id)), (.fileEvidence, .customer(let id)),
      (.appeal, .customer(let id)), (.accept, .customer(let id)), (.withdraw, .customer(let id)),
      (.reopen, .customer(let id)):
      id == customer
    case (_, .customer), (.withdraw, _): false
    case (.rule, .agent), (.appeal, .agent), (.accept, .agent), (.reopen, .agent): true
    case (.rule, _), (.appeal, _), (.accept, _), (.reopen, _): false
    case (.open, _), (.fileEvidence, _), (.closeEvidence, _), (.check, _), (.recordAgreement, _),
      (.publish, _):
      true
    }
  }
}
