// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension Ticket {
  /// The names of the changes in JSON, in tables and in counts.
  public enum EventType: String, Hashable, Sendable, Codable, CaseIterable {
    /// See ``Change/opened(_:)``.
    case opened
    /// See ``Change/imported(_:)``.
    case imported
    /// See ``Change/workStarted``.
    case workStarted
    /// See ``Change/classified(_:)``.
    case classified
    /// See ``Change/prioritised(_:)``.
    case prioritised
    /// See ``Change/assigned(_:)``.
    case assigned
    /// See ``Change/transferred(_:)``.
    case transferred
    /// See ``Change/escalated(_:)``.
    case escalated
    /// See ``Change/messageAdded(_:)``.
    case messageAdded
    /// See ``Change/waitChanged(_:)``.
    case waitChanged
    /// See ``Change/solved``.
    case solved
    /// See ``Change/reopened``.
    case reopened
    /// See ``Change/closed``.
    case closed
    /// See ``Change/concluded(_:)``.
    case concluded
    /// See ``Change/archived``.
    case archived
    /// See ``Change/merged(into:)``.
    case merged
    /// See ``Change/absorbed(_:)``.
    case absorbed
    /// See ``Change/splitOff(_:)``.
    case splitOff
    /// See ``Change/linked(_:)``.
    case linked
    /// See ``Change/unlinked(_:)``.
    case unlinked
    /// See ``Change/stageReached(_:)``.
    case stageReached
    /// See ``Change/complaintGraded(_:)``.
    case complaintGraded
    /// See ``Change/incidentGraded(_:)``.
    case incidentGraded
    /// See ``Change/fieldSet(_:)``.
    case fieldSet
    /// See ``Change/tagsChanged(_:)``.
    case tagsChanged
    /// See ``Change/watchersChanged(_:)``.
    case watchersChanged
    /// See ``Change/contactStarted(_:)``.
    case contactStarted
    /// See ``Change/contactEnded(_:)``.
    case contactEnded
    /// See ``Change/contactRecorded(_:)``.
    case contactRecorded
    /// See ``Change/receiptIssued(_:)``.
    case receiptIssued
    /// See ``Change/rated(_:)``.
    case rated
    /// See ``Change/confirmationAsked(_:)``.
    case confirmationAsked
    /// See ``Change/confirmationAnswered(_:)``.
    case confirmationAnswered
    /// See ``Change/documentFiled(_:)``.
    case documentFiled
    /// See ``Change/identityVerified(_:)``.
    case identityVerified
    /// See ``Change/followUpPlanned(_:)``.
    case followUpPlanned
    /// See ``Change/followUpDone(_:)``.
    case followUpDone
    /// See ``Change/noticeSent(_:)``.
    case noticeSent
    /// See ``Change/inspected(_:)``.
    case inspected
    /// See ``Change/violationRecorded(_:)``.
    case violationRecorded
    /// See ``Change/abuseWarned``.
    case abuseWarned
    /// See ``Change/blocked(until:)``.
    case blocked
    /// See ``Change/blockAppealed``.
    case blockAppealed
    /// See ``Change/blockJudged(_:)``.
    case blockJudged
    /// See ``Change/consentChanged(_:)``.
    case consentChanged
    /// See ``Change/disclosed(_:)``.
    case disclosed
    /// See ``Change/accessed(_:)``.
    case accessed
    /// See ``Change/holdChanged(_:)``.
    case holdChanged
    /// See ``Change/erased(_:)``.
    case erased
    /// See ``Change/corrected(_:)``.
    case corrected
  }
}

extension Ticket.Change {
  /// The name that the event's JSON uses.
  public var type: Ticket.EventType {
    switch self {
    case .opened: .opened
    case .imported: .imported
    case .workStarted: .workStarted
    case .classified: .classified
    case .prioritised: .prioritised
    case .assigned: .assigned
    case .transferred: .transferred
    case .escalated: .escalated
    case .messageAdded: .messageAdded
    case .waitChanged: .waitChanged
    case .solved: .solved
    case .reopened: .reopened
    case .closed: .closed
    case .concluded: .concluded
    case .archived: .archived
    case .merged: .merged
    case .absorbed: .absorbed
    case .splitOff: .splitOff
    case .linked: .linked
    case .unlinked: .unlinked
    case .stageReached: .stageReached
    case .complaintGraded: .complaintGraded
    case .incidentGraded: .incidentGraded
    case .fieldSet: .fieldSet
    case .tagsChanged: .tagsChanged
    case .watchersChanged: .watchersChanged
    case .contactStarted: .contactStarted
    case .contactEnded: .contactEnded
    case .contactRecorded: .contactRecorded
    case .receiptIssued: .receiptIssued
    case .rated: .rated
    case .confirmationAsked: .confirmationAsked
    case .confirmationAnswered: .confirmationAnswered
    case .documentFiled: .documentFiled
    case .identityVerified: .identityVerified
    case .followUpPlanned: .followUpPlanned
    case .followUpDone: .followUpDone
    case .noticeSent: .noticeSent
    case .inspected: .inspected
    case .violationRecorded: .violationRecorded
    case .abuseWarned: .abuseWarned
    case .blocked: .blocked
    case .blockAppealed: .blockAppealed
    case .blockJudged: .blockJudged
    case .consentChanged: .consentChanged
    case .disclosed: .disclosed
    case .accessed: .accessed
    case .holdChanged: .holdChanged
    case .erased: .erased
    case .corrected: .corrected
    }
  }
}
