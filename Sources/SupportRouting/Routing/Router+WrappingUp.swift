// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Work that is finished and keeps its room until it has been wrapped up.
extension Router {
  /// A piece of work is finished and keeps its room; one on hold takes it again.
  mutating func beginWrapUp(_ place: Int, for length: Int64, at now: Int64) {
    let (work, agent) = (Int(engagements[place].work), Int(engagements[place].agent))
    if !takesRoom(engagements[place]) { occupy(agent, Int(workRows[work].channel), by: 1) }
    let end = length == .max ? .max : Int64.saturatingSum(now, length)
    engagements[place].state = .wrappingUp
    engagements[place].until = end
    workRows[work].state = .wrappingUp
    if end < .max { setTimer(.wrapUpEnds, end, work) }
    let until = end == .max ? nil : Instant(millisecondsSince1970: end)
    step.directives.append(.wrappingUp(workNames[work], by: agentNames[agent], until: until))
    refresh(agent, at: now)
  }

  /// The wrap-up of a piece of work is over, and so is the work.
  mutating func endWrapUp(_ place: Int, at now: Int64) {
    let (work, agent) = (Int(engagements[place].work), Int(engagements[place].agent))
    disengage(place)
    free(work)
    agentRows[agent].idleSince = now
    refresh(agent, at: now)
  }

  /// The same where the agent has not said so.
  mutating func takeBackWrapUp(_ place: Int, at now: Int64) {
    let (work, agent) = (Int(engagements[place].work), Int(engagements[place].agent))
    step.directives.append(.wrappedUp(workNames[work], by: agentNames[agent]))
    endWrapUp(place, at: now)
  }
}
