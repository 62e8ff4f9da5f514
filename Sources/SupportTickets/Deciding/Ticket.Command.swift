// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// Something that somebody wants done with a ticket.
  public enum Command: Hashable, Sendable {
    /// Bring it into being.
    case open(Opening)
    /// Say what it is about.
    case classify(Classification)
    /// Say how urgent it is; `nil` takes the priority away.
    case prioritise(Priority?)
    /// Give it to a group, an agent, both or nobody.
    case assign(Assignment)
    /// Hand it on; refused where the policy's limit is reached, which raises it instead.
    case transfer(to: Assignment, contact: ContactID?)
    /// Raise it to somebody with more authority.
    case escalate(Escalation)
    /// Add a message.
    case addMessage(Message)
    /// Wait for these as well.
    case pause(WaitReasons)
    /// No longer wait for these.
    case resume(WaitReasons)
    /// Give the answer.
    case solve
    /// Take it up again.
    case reopen
    /// Be done with it.
    case close
    /// Say how the matter came out.
    case conclude(Outcome)
    /// Put it away.
    case archive
    /// Make it a part of another ticket; the other one absorbs it.
    case merge(into: ID)
    /// Go on for another ticket, which merges into this one.
    case absorb(Absorption)
    /// Give the messages from an instant on to a new ticket.
    case split(Split)
    /// Relate it to another ticket.
    case link(Link)
    /// Take a relation back.
    case unlink(Link)
    /// Reach the next stage of a procedure.
    case reachStage(StageEntry)
    /// Say how heavy a complaint is.
    case gradeComplaint(ComplaintGrade)
    /// Say how far an incident reaches; the policy names the plan.
    case gradeIncident(IncidentLevel)
    /// Give a field of the desk's own a value.
    case setField(CustomField)
    /// Add and remove tags.
    case changeTags(adding: [String], removing: [String])
    /// Let somebody watch it.
    case watch(Principal)
    /// Let somebody no longer watch it.
    case unwatch(Principal)
    /// Begin a conversation.
    case startContact(Contact)
    /// End a conversation, with the verification code of the customer's receipt.
    case endContact(ContactID, receipt: String?)
    /// Write down what was said in a conversation.
    case recordContact(ContactRecord)
    /// Rate a conversation.
    case rate(Rating)
    /// Say that the customer is not content.
    case reportDissatisfaction
    /// Score a conversation by the desk's own measure.
    case inspect(Inspection)
    /// Write down that somebody broke the code of conduct.
    case recordViolation(Violation)
    /// Ask the customer to confirm something.
    case askConfirmation(ConfirmationRequest)
    /// Say yes or no to it.
    case answerConfirmation(ConfirmationAnswer)
    /// Add a document to the file.
    case fileDocument(Document)
    /// Make sure who the customer is.
    case verifyIdentity(by: String)
    /// Plan a later contact.
    case planFollowUp(FollowUp)
    /// Say that a planned contact took place.
    case completeFollowUp(String)
    /// Tell the customer something, over the channels that the policy names for it.
    case sendNotice(String)
    /// Report abusive words, with a score in thousandths that comes from the host.
    case reportAbuse(score: Int)
    /// Object to a block.
    case appealBlock
    /// Decide whether a block goes on.
    case judgeBlock(BlockVerdict)
    /// Allow, or no longer allow, that something is told to others.
    case changeConsent(Consent)
    /// Tell something from the file to somebody outside.
    case disclose(Disclosure)
    /// Look into the file; the text says what for.
    case recordAccess(String)
    /// Begin or end an order to keep the file.
    case changeHold(LegalHold)
    /// Erase a part of the file.
    case erase(ErasureScope)
  }
}
