// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Dispute {
  /// Why a command was refused; nothing happened.
  ///
  /// A decision looks first at the instant, then at who asks, then at the policy's version, then at
  /// the step, and last at the details; the first reason is thrown.
  public enum Rejection: Error, Hashable, Sendable {
    /// The instant is before that of the last event: a clock ran backwards.
    case beforeLastEvent(Instant, last: Instant)
    /// Nothing was claimed yet: open it first.
    case notOpened(Command.Kind)
    /// It is open already: use another id for another matter.
    case alreadyOpened(at: Instant)
    /// Whoever asks may not do this: ask somebody who may.
    case notAllowed(Principal, Command.Kind)
    /// The round goes by another version of the policy to its end: decide under that one.
    case otherPolicy(PolicyVersion, expected: PolicyVersion)
    /// The step is not the one that is next; `nil` where none is left.
    case wrongStep(Step, expected: Step?)
    /// The customer withdrew: reopen it in a review window.
    case withdrawn(at: Instant)
    /// The claim is not above zero.
    case notPositive(Money)
    /// A text that has to be there is empty; named.
    case empty(String)
    /// Two statements have one name.
    case statedTwice(String)
    /// That piece of evidence was brought before.
    case alreadyFiled(EvidenceKind)
    /// Evidence that the policy demands is not there: bring all that is named.
    case missingEvidence([EvidenceKind])
    /// The policy has no such level.
    case unknownLevel(DisputeLevel.ID)
    /// Another level has to decide.
    case wrongLevel(DisputeLevel.ID, inCharge: DisputeLevel.ID)
    /// Whoever decides does not belong to the level.
    case notMember(Principal, DisputeLevel.ID)
    /// Somebody else has to act: who decided in this dispute decides, appeals and accepts no more.
    case anotherPersonNeeded(Principal)
    /// The level has to decide.
    case mayNotPassOn(DisputeLevel.ID)
    /// What is partly right lies above zero and below the claim.
    case partOutOfRange(Money, claim: Money)
    /// A sum is in another currency, or does not fit.
    case money(MoneyError)
    /// The level decided: one decision is all there is.
    case alreadyDecided(DisputeLevel.ID, at: Instant)
    /// No level has decided yet.
    case notDecided(DisputeLevel.ID)
    /// The decision binds and can be neither appealed against nor accepted.
    case alreadyBinding(since: Instant, Binding)
    /// The side accepted the decision before.
    case alreadyAccepted(Side)
    /// Both sides have to accept before this instant has passed; after it the decision binds.
    case notBinding(until: Instant)
    /// The agreement was recorded.
    case alreadyAgreed(at: Instant)
    /// It may be published from an instant on.
    case tooEarlyToPublish(until: Instant)
    /// The outcome was published.
    case alreadyPublished(at: Instant)
    /// The text for everybody names the customer, the cause, the ticket or a piece of evidence.
    case personalText
    /// The dispute goes on, so it is not past yet.
    case goesOn
    /// The policy lets no dispute be reviewed.
    case notReviewable
    /// It was reviewed as often as the policy allows.
    case reviewedBefore(times: Int)
    /// Past disputes are not reopened now; the next window, its end not included.
    case outsideReviewWindow(next: Range<Instant>?)
    /// The calendar, or the zone, has no opening left from which a time could be counted.
    case noOpening(calendar: String, after: Instant)
  }
}

extension Dispute.Rejection: CustomStringConvertible {
  /// What is wrong, with the values and the place.
  public var description: String {
    switch self {
    case .beforeLastEvent(let now, let last): "\(now) is before the last event at \(last)"
    case .notOpened(let kind): "\(kind.rawValue): nothing was claimed yet"
    case .alreadyOpened(let at): "open: the dispute was opened at \(at)"
    case .notAllowed(let principal, let kind): "\(kind.rawValue): \(principal) may not"
    case .otherPolicy(let given, let expected):
      "the round goes by version \(expected) of the policy, not by \(given)"
    case .wrongStep(let given, let expected):
      "\(given.rawValue) is not next; \(expected?.rawValue ?? "no step") is"
    case .withdrawn(let at): "the customer withdrew at \(at)"
    case .notPositive(let money): "\(money) is not above zero"
    case .empty(let name): "\(name) must not be empty"
    case .statedTwice(let name): "\(name.quoted) is stated twice"
    case .alreadyFiled(let kind): "that piece of evidence, \(kind), was brought before"
    case .missingEvidence(let kinds):
      "evidence is missing: " + kinds.map(\.rawValue).joined(separator: ", ")
    case .unknownLevel(let level): "the policy has no level \(level)"
    case .wrongLevel(let level, let inCharge): "\(inCharge) has to decide, not \(level)"
    case .notMember(let principal, let level): "\(principal) does not belong to \(level)"
    case .anotherPersonNeeded(let principal):
      "\(principal) decided in this dispute: somebody else is needed"
    case .mayNotPassOn(let level): "\(level) has to decide"
    case .partOutOfRange(let part, let claim): "\(part) is not a part of \(claim)"
    case .money(let error): "\(error)"
    case .alreadyDecided(let level, let at): "\(level) decided at \(at)"
    case .notDecided(let level): "\(level) has not decided yet"
    case .alreadyBinding(let since, let binding):
      "the decision has been binding since \(since): \(binding.rawValue)"
    case .alreadyAccepted(let side): "the \(side.rawValue) accepted before"
    case .notBinding(let until):
      "both sides have to accept; the decision binds once \(until) has passed"
    case .alreadyAgreed(let at): "the agreement was recorded at \(at)"
    case .tooEarlyToPublish(let until): "it may be published from \(until) on"
    case .alreadyPublished(let at): "it was published at \(at)"
    case .personalText: "the text tells whom or what the dispute is about"
    case .goesOn: "the dispute goes on"
    case .notReviewable: "the policy lets no dispute be reviewed"
    case .reviewedBefore(let times): "it was reviewed \(times) times, and no more are allowed"
    case .outsideReviewWindow(let next):
      next.map { "it may be reopened from \($0.lowerBound) until \($0.upperBound)" }
        ?? "there is no window left in which it could be reopened"
    case .noOpening(let calendar, let start): "\(calendar) has no opening left after \(start)"
    }
  }
}
