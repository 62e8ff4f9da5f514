// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension PhoneMenu {
  /// What reaches a session: a caller's key or word, or the host's answer about a number.
  public enum Input: Hashable, Sendable {
    /// The caller pressed a key: one of `0` ... `9`, `*` and `#`.
    case key(String)
    /// The caller said a word that an option lists; any other is a wrong answer.
    case said(String)
    /// The caller asked for a person, by whatever the host recognises.
    case askForPerson
    /// The host looked a number up that the session needed verified.
    case verified(Bool)
    /// The caller is gone.
    case hungUp
  }

  /// Why a session refused an input. Time-outs that were due before it are taken all the same; nothing
  /// else changes.
  public enum Rejection: Error, Hashable, Sendable {
    /// The input is dated before the last one: pass inputs in the order of their instants.
    case timeRunsBackwards(from: Instant, to: Instant)
    /// The session has ended: the host acts on its destination.
    case ended(at: Instant)
    /// No phone has that key.
    case unknownKey(String)
    /// No number is being verified: nobody asked, or too late.
    case nothingToVerify
    /// Nobody is asked for a word here.
    case nothingToSay
    /// The dialled digits are neither the main number nor a prefix in front of it.
    case unknownNumber(String)
  }

  /// One step of a session: what it does, when, and why.
  public struct Step: Hashable, Sendable {
    /// When it was due, however late the session was told the time.
    public let at: Instant
    /// What it does.
    public let action: Action
    /// What led to it.
    public let cause: Cause
  }

  /// What a step does. The session waits after ``ask(_:prompt:attempt:until:)``,
  /// ``collect(_:prompt:attempt:until:)`` and ``verify(_:number:until:)``; it ends with
  /// ``handOver(_:)`` and ``goodbye``; after the others it goes on by itself.
  public enum Action: Hashable, Sendable {
    /// Play a text.
    case say(NodeID, prompt: PromptID)
    /// Play a question and wait for an answer, the n-th time at this node; without an end where the
    /// menu has no limit.
    case ask(NodeID, prompt: PromptID, attempt: Int, until: Instant?)
    /// Play a prompt and take a number, the n-th time in this session.
    case collect(NodeID, prompt: PromptID, attempt: Int, until: Instant?)
    /// Needs the host: is this number right? Answer with ``Input/verified(_:)``.
    case verify(NodeID, number: String, until: Instant?)
    /// No more tries are left here.
    case refuse(NodeID)
    /// A calendar is open or closed.
    case turn(NodeID, calendar: String, isOpen: Bool)
    /// Hand the caller over; nothing follows.
    case handOver(RoutingDestination)
    /// The caller hung up; nothing follows.
    case goodbye
  }

  /// What led to a step.
  public enum Cause: Hashable, Sendable {
    /// The call came in.
    case called
    /// An extension, dialled behind the number or at a question.
    case dialled(String)
    /// An emergency code, or a prefix in front of the number.
    case emergency(String)
    /// Keys that choose an option of a node.
    case chose(String, at: NodeID)
    /// A word that chooses an option of a node.
    case said(String, at: NodeID)
    /// The caller asked for a person.
    case askedForPerson
    /// Nothing was pressed in time.
    case timedOut
    /// Keys that mean nothing at this node.
    case wrongKeys(String)
    /// A word that means nothing at this node.
    case wrongWord(String)
    /// A number with too few digits, or with a key that is no digit.
    case badNumber
    /// A number that may be one.
    case numberEntered
    /// The host's answer about a number.
    case verified(Bool)
    /// The host did not answer in time.
    case notVerified
    /// All tries were used before.
    case triesUsedUp
    /// The step before leads here by itself.
    case followed
    /// The session had as many steps as it may.
    case tooManySteps
    /// The caller hung up.
    case hungUp
  }
}

extension PhoneMenu.Step {
  /// The node that the step is at; `nil` at the end.
  public var node: PhoneMenu.NodeID? {
    switch action {
    case .say(let node, _), .ask(let node, _, _, _), .collect(let node, _, _, _),
      .verify(let node, _, _), .refuse(let node), .turn(let node, _, _):
      node
    case .handOver, .goodbye: nil
    }
  }
}

extension PhoneMenu.Step: CustomStringConvertible {
  /// One line for logs, without the digits of numbers: `08:30:03Z faults asks (2)`.
  public var description: String {
    let event =
      switch action {
      case .say(let node, let prompt): "\(node) says \(prompt)"
      case .ask(let node, _, let attempt, _): "\(node) asks\(attempt > 1 ? " (\(attempt))" : "")"
      case .collect(let node, _, let attempt, _):
        "\(node) takes a number\(attempt > 1 ? " (\(attempt))" : "")"
      case .verify(let node, _, _): "\(node) has a number verified"
      case .refuse(let node): "\(node) takes no more numbers"
      case .turn(let node, let calendar, let isOpen):
        "\(node): \(calendar) is \(isOpen ? "open" : "closed")"
      case .handOver(let destination): "to \(destination)"
      case .goodbye: "the caller hung up"
      }
    return "\(at) \(event)"
  }
}
