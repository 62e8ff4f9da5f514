// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// What can happen to a ticket.
  public enum Change: Hashable, Sendable {
    /// It came into being.
    case opened(Opening)
    /// It was taken over from elsewhere in the middle of its life.
    indirect case imported(Import)
    /// Somebody began to work on it.
    case workStarted
    /// It was said what it is about; the whole classification that now holds.
    case classified(Classification)
    /// It was said how urgent it is; `nil` takes a priority away.
    case prioritised(Priority?)
    /// It was given to a group, an agent, both or nobody; the whole assignment that now
    /// holds.
    case assigned(Assignment)
    /// It was handed on; the new assignment follows as ``assigned(_:)``.
    indirect case transferred(Transfer)
    /// It was raised to somebody with more authority.
    indirect case escalated(Escalation)
    /// A message came in, went out or was noted.
    case messageAdded(Message)
    /// The reasons for which work waits changed; the whole set that now holds, empty to go
    /// on.
    case waitChanged(WaitReasons)
    /// The answer was given.
    case solved
    /// It was taken up again after it was solved or closed.
    case reopened
    /// It was done with.
    case closed
    /// It was said how the matter came out.
    case concluded(Outcome)
    /// It was put away; nothing but its privacy can change from now on.
    case archived
    /// It became a part of another ticket, which goes on for both.
    case merged(into: ID)
    /// Another ticket became a part of this one.
    indirect case absorbed(Absorption)
    /// The messages from an instant on became a ticket of their own.
    indirect case splitOff(Split)
    /// It was related to another ticket.
    case linked(Link)
    /// It is no longer related to another ticket.
    case unlinked(Link)
    /// It reached a stage of a procedure.
    case stageReached(StageEntry)
    /// It was said how heavy a complaint is; the whole grade that now holds.
    case complaintGraded(ComplaintGrade)
    /// It was said how far an incident reaches, and which plan answers it.
    case incidentGraded(IncidentGrade)
    /// A field of the desk's own has another value.
    indirect case fieldSet(CustomField)
    /// Its tags changed; the whole set that now holds, sorted.
    case tagsChanged([String])
    /// Those who watch it changed; all who now do, in the order in which they came.
    case watchersChanged([Principal])
    /// A conversation began.
    indirect case contactStarted(Contact)
    /// A conversation ended.
    case contactEnded(ContactID)
    /// It was written down what was said in a conversation.
    case contactRecorded(ContactRecord)
    /// The customer got a receipt for a conversation.
    case receiptIssued(Receipt)
    /// The customer rated a conversation.
    case rated(Rating)
    /// The customer was asked to confirm something.
    case confirmationAsked(ConfirmationRequest)
    /// The customer said yes or no to it.
    case confirmationAnswered(ConfirmationAnswer)
    /// A document came to the file.
    case documentFiled(Document)
    /// It was made sure who the customer is; the text names the way.
    case identityVerified(String)
    /// A later contact was planned.
    indirect case followUpPlanned(FollowUp)
    /// A planned contact took place; the text is its name.
    case followUpDone(String)
    /// The customer is told something over several channels.
    case noticeSent(Notice)
    /// A conversation was scored by the desk's own measure.
    case inspected(Inspection)
    /// Somebody broke the desk's code of conduct.
    case violationRecorded(Violation)
    /// The customer was warned for abusive words.
    case abuseWarned
    /// The customer is blocked until an instant, excluded.
    case blocked(until: Instant)
    /// The customer objected to the block.
    case blockAppealed
    /// It was decided whether the block goes on.
    case blockJudged(BlockVerdict)
    /// The customer allowed, or no longer allows, something to be told to others.
    case consentChanged(Consent)
    /// Something was told to somebody outside.
    case disclosed(Disclosure)
    /// Somebody looked into the file; the text says what for.
    case accessed(String)
    /// An order to keep the file began or ended.
    case holdChanged(LegalHold)
    /// A part of the file was erased.
    case erased(ErasureScope)
    /// An earlier event was recorded wrongly.
    indirect case corrected(Correction)
  }
}
