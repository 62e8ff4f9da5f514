// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules

/// What an agent did from one instant until another, as a log of states tells it.
///
/// ```swift
/// let stretch = AgentStretch(of: "wang", .talk, from: nine, until: nine + .seconds(300))
/// let rows = stretch.pieces(cutAt: hours).map(\.facts)
/// ```
public struct AgentStretch: Hashable, Sendable {
  /// What an agent can do while signed in.
  public enum Activity: String, Hashable, Sendable, Codable, CaseIterable {
    /// Ready, with nothing to do.
    case available
    /// Talking to a customer.
    case talk
    /// With a customer on hold.
    case hold
    /// Working on a contact that has ended.
    case wrapUp
    /// At work on something else: tickets, training, a meeting.
    case otherWork
    /// At a break, or away from the desk.
    case away
  }

  /// Who.
  public var agent: AgentID
  /// In which team.
  public var group: GroupID?
  /// What.
  public var activity: Activity
  /// From when.
  public var from: Instant
  /// Until when, excluded.
  public var until: Instant

  /// Creates a stretch.
  public init(
    of agent: AgentID, in group: GroupID? = nil, _ activity: Activity, from: Instant,
    until: Instant
  ) {
    self.agent = agent
    self.group = group
    self.activity = activity
    self.from = from
    self.until = until
  }

  /// The row in the subject of agents' time, ``MetricSubject/agentTime``: the length of the stretch is
  /// both the signed-in time and the time of its activity, and the other times are 0. Of one that ends
  /// before it begins no time is known.
  public var facts: Facts {
    var pen = RowPen<Fact>(.agentTime)
    pen.write(agent, .agent)
    pen.write(group, .group)
    pen.write(from, .from)
    pen.write(until, .until)
    let length = from.milliseconds(to: until)
    guard length >= 0 else { return pen.facts }
    pen.write(milliseconds: length, .signedIn)
    for other in Activity.allCases {
      pen.write(milliseconds: other == activity ? length : 0, Fact(other))
    }
    return pen.facts
  }

  /// The stretch cut into pieces, so that each lies in one period: a stretch counts in the period in
  /// which it begins. The lengths of the pieces add up to its own.
  ///
  /// - Parameter instants: Where to cut, in any order; those outside the stretch play no part.
  /// - Returns: The pieces, in order; the stretch itself where nothing cuts it.
  /// - Complexity: O(n log n) for n instants.
  public func pieces(cutAt instants: some Sequence<Instant>) -> [Self] {
    var pieces: [Self] = []
    var rest = self
    for instant in instants.sorted() where rest.from < instant && instant < rest.until {
      var piece = rest
      piece.until = instant
      rest.from = instant
      pieces.append(piece)
    }
    return pieces + [rest]
  }

  private enum Fact: Int, CaseIterable {
    case agent, group, from, until, signedIn, available, talk, hold, wrapUp, otherWork, away

    init(_ activity: Activity) {
      self =
        switch activity {
        case .available: .available
        case .talk: .talk
        case .hold: .hold
        case .wrapUp: .wrapUp
        case .otherWork: .otherWork
        case .away: .away
        }
    }
  }
}
