// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules

extension Dispute.Event {
  /// The event as somebody may see it: the same kind at the same instant, without what is not
  /// theirs. Sums, levels and instants are always there.
  ///
  /// For those who do not see what is personal, what the customer said and was told reads `•••`; for
  /// those who do not see what is confidential, the desk's reasons are gone; for everyone, also where
  /// evidence lies. Who acted is not masked here: identifiers are not names.
  public func shown(to audience: Audience) -> Self {
    var copy = self
    if !audience.seesConfidential {
      copy.reason = nil
      copy.change = change.withoutConfidential
    }
    if !audience.seesPersonal { copy.change = copy.change.replacingPersonal(with: Self.sign) }
    if audience == .everyone { copy.change = copy.change.withoutEvidence }
    return copy
  }

  /// The event without what is personal, for stores that erase by writing events anew. Folding
  /// redacted events gives the same steps, sums and instants.
  public func redacted() -> Self {
    var copy = self
    copy.reason = nil
    copy.change = change.withoutConfidential.replacingPersonal(with: Self.sign).withoutEvidence
    return copy
  }

  private static let sign = "•••"
}

extension Dispute.Change {
  fileprivate var withoutConfidential: Self {
    guard case .ruled(var ruling) = self else { return self }
    ruling.reasons.confidential = nil
    return .ruled(ruling)
  }

  fileprivate func replacingPersonal(with sign: String) -> Self {
    switch self {
    case .opened(var opening, let policy):
      opening.statements = opening.statements.map { .init($0.name, .text(sign)) }
      return .opened(opening, policy)
    case .checked(let findings): return .checked(findings.map { $0.replacingPersonal(with: sign) })
    case .ruled(var ruling):
      ruling.reasons.told = sign
      return .ruled(ruling)
    case .evidenceFiled, .evidenceClosed, .reviewPlanned, .appealed, .accepted, .agreed,
      .published, .withdrawn, .reopened:
      return self
    }
  }

  fileprivate var withoutEvidence: Self {
    switch self {
    case .evidenceFiled(var evidence):
      evidence.reference = ""
      return .evidenceFiled(evidence)
    case .agreed(var agreement):
      agreement.reference = ""
      return .agreed(agreement)
    default: return self
    }
  }
}

extension Dispute.Finding {
  /// What was found, without what was said.
  fileprivate func replacingPersonal(with sign: String) -> Self {
    var copy = self
    copy.stated = .text(sign)
    if known != nil { copy.known = .text(sign) }
    return copy
  }
}
