// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Something in the record of a contact that cannot be true, or that makes it none.
///
/// A contact with a fault is told apart and not hidden. It keeps its row, and stays in its period and
/// its groups; what the fault makes doubtful is unknown, so that each metric that needs it leaves the
/// contact out and counts it among those that it left out.
///
/// | kind | what is wrong | what becomes unknown |
/// | --- | --- | --- |
/// | `markedPhantom` | the log says that it was no contact | the outcome and every duration |
/// | `zeroLength` | it ended when it came, and was not turned away or sent on | the outcome and every duration |
/// | `phantomTalk` | it was answered and ended within the shortest talk | the outcome and every duration |
/// | `queuedBeforeArrival` … `endedBeforeAnswer` | two instants are out of order | the durations that begin or end at one of the two |
/// | `clockChange` | two instants are out of order, or one of two lies in an hour that the log's clocks show twice | the same |
/// | `negativeDuration`, `negativeTransfers` | less than nothing | that value |
/// | `talkBeyondEnd` | talk and hold are longer than from the answer to the end | talk and hold |
/// | `answeredAndNot` | the outcome is another than answered, yet somebody answered or talked | the outcome |
/// | `queuedAndNot` | it was refused or left in the menu, yet entered a queue | the outcome |
/// | `openAndEnded` | it is said to go on, yet ended | the outcome |
/// | `waitBeyondBound` | it waited longer than the longest wait | `wait` and `delay` |
/// | `answeredWithoutAgent` | somebody answered, and nobody is named | nothing |
public struct ContactFault: Hashable, Sendable {
  /// What is wrong.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// The log says that it was no contact.
    case markedPhantom
    /// It ended when it came, and was not turned away or sent on.
    case zeroLength
    /// It was answered and ended within the shortest talk.
    case phantomTalk
    /// It entered the queue before it came.
    case queuedBeforeArrival
    /// It was answered before it came.
    case answeredBeforeArrival
    /// It was answered before it entered the queue.
    case answeredBeforeQueue
    /// It ended before it came.
    case endedBeforeArrival
    /// It ended before it entered the queue.
    case endedBeforeQueue
    /// It ended before it was answered.
    case endedBeforeAnswer
    /// The clocks of the log changed while it went on, so that it cannot be told how long it took.
    case clockChange
    /// A duration is less than nothing.
    case negativeDuration
    /// A number of transfers is less than nothing.
    case negativeTransfers
    /// Talk and hold are longer than from the answer to the end.
    case talkBeyondEnd
    /// Its outcome is another than answered, yet somebody answered or talked.
    case answeredAndNot
    /// It was refused or left in the menu, yet entered a queue.
    case queuedAndNot
    /// It is said to go on, yet ended.
    case openAndEnded
    /// It waited longer than the longest wait.
    case waitBeyondBound
    /// Somebody answered, and nobody is named.
    case answeredWithoutAgent

    /// Whether it makes the contact none at all.
    public var isPhantom: Bool {
      self == .markedPhantom || self == .zeroLength || self == .phantomTalk
    }
  }

  /// A part of the record that takes part in a fault, with its value.
  public enum Part: Hashable, Sendable {
    /// When it came.
    case arrivedAt(Instant)
    /// When it entered the queue.
    case queuedAt(Instant)
    /// When somebody answered.
    case answeredAt(Instant)
    /// When it ended.
    case endedAt(Instant)
    /// What became of it.
    case outcome(Contact.Outcome)
    /// How long they talked.
    case talk(Duration)
    /// How long the caller was on hold.
    case hold(Duration)
    /// How long the agent worked on it afterwards.
    case wrapUp(Duration)
    /// How long it waited.
    case wait(Duration)
    /// How often it was transferred.
    case transfers(Int)

    /// The name of the part, as the record spells it.
    public var name: String {
      switch self {
      case .arrivedAt: "arrivedAt"
      case .queuedAt: "queuedAt"
      case .answeredAt: "answeredAt"
      case .endedAt: "endedAt"
      case .outcome: "outcome"
      case .talk: "talk"
      case .hold: "hold"
      case .wrapUp: "wrapUp"
      case .wait: "wait"
      case .transfers: "transfers"
      }
    }
  }

  /// What is wrong.
  public var kind: Kind
  /// The parts that it is about, with their values.
  public var parts: [Part]

  /// Creates a fault.
  public init(_ kind: Kind, _ parts: Part...) {
    self.kind = kind
    self.parts = parts
  }
}

extension ContactFault: CustomStringConvertible {
  /// `answeredBeforeArrival: arrivedAt 2025-06-02T09:00:00Z, answeredAt 2025-06-02T08:59:00Z`.
  public var description: String {
    parts.isEmpty
      ? kind.rawValue
      : "\(kind.rawValue): " + parts.map(\.description).joined(separator: ", ")
  }
}

extension ContactFault.Part: CustomStringConvertible {
  /// The name and the value.
  public var description: String {
    switch self {
    case .arrivedAt(let at), .queuedAt(let at), .answeredAt(let at), .endedAt(let at):
      "\(name) \(at)"
    case .outcome(let outcome): "\(name) \(outcome.rawValue)"
    case .talk(let length), .hold(let length), .wrapUp(let length), .wait(let length):
      "\(name) \(ElapsedText.text(milliseconds: length.wholeMilliseconds))"
    case .transfers(let count): "\(name) \(count)"
    }
  }
}
