// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportTime

/// What becomes of work that a queue cannot serve as it should.
public struct OverflowRule: Hashable, Sendable {
  /// When the rule applies.
  public enum Trigger: Hashable, Sendable {
    /// The work has waited in this queue so long; more than zero.
    case waited(Duration)
    /// The work arrives, and so many pieces of work wait in the queue already; 1 or more.
    case length(atLeast: Int)
    /// The work arrives outside the queue's hours, or while the queue is closed by command. The hours do
    /// not concern work that rests as it arrives, such as a callback for tomorrow; they are asked about once
    /// its time has come.
    case closed
    /// The work arrives, or who is on duty, what they can do or which pools are open changes, and fewer
    /// agents than this are on duty for the queue; 1 or more.
    case staffing(below: Int)
    /// The work arrives, and fewer agents than this are free for it; 1 or more. Free are those who are
    /// available, belong to the queue and have room for a piece of the work's channel, whatever their skills.
    case free(below: Int)
    /// The hours of the queue end in so long or less, or are over: as the work arrives, or while it waits,
    /// once in a stay in the queue; zero or more. Work that rests is asked about once its time has come.
    case closing(within: Duration)
    /// The work arrives, and would wait longer than this by the middle of the expected wait; zero or
    /// more. It does not hold while nothing can be said of the wait.
    case expectedWait(above: Duration)
  }

  /// What is done.
  public enum Action: Hashable, Sendable {
    /// The work goes to another queue. It keeps its place in time; its age begins anew.
    case queue(QueueID)
    /// The work goes to whoever is on duty by a roster; where nobody is, the next rule is asked.
    case duty(roster: String, role: DutyRoster.Role)
    /// The customer is offered a callback; the work goes on waiting.
    case offerCallback
    /// The work is of another class of urgency from now on; it goes on waiting. Passed over where it is
    /// of that class already.
    case raise(to: PriorityID)
    /// The customer is sent outside, to a number or a partner by name; the work is over.
    case outside(String)
    /// The customer is asked to leave a message; the work is over.
    case message
    /// The work is refused; it is over.
    case refuse
  }

  /// When the rule applies.
  public var trigger: Trigger
  /// What is done.
  public var action: Action

  /// Creates a rule.
  public init(when trigger: Trigger, then action: Action) {
    self.trigger = trigger
    self.action = action
  }
}
