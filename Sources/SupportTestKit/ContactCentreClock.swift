// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Where agents are, and how much time all of them have spent so, by interval.
struct ContactCentreClock {
  /// One agent.
  struct State {
    var isOnShift = false
    var isInWrapUp = false
    /// The pieces that are wrapped up.
    var wrappedUp = 0
    var inHand = 0
    var offers = 0

    fileprivate var isBusy: Bool { inHand > 0 }
    fileprivate var wraps: Bool { !isBusy && (isInWrapUp || wrappedUp > 0) }
    fileprivate var rings: Bool { !isBusy && !wraps && offers > 0 }
  }

  private(set) var times: [ContactCentreDay.TeamTime] = []
  private(set) var states: [State]
  private var now: Int64
  private let start: Int64
  private let interval: Int64
  private var (staffed, busy, wrapUp, ringing): (Int64, Int64, Int64, Int64) = (0, 0, 0, 0)

  init(agents: Int, start: Int64, interval: Int64) {
    states = Array(repeating: State(), count: agents)
    now = start
    self.start = start
    self.interval = interval
  }

  /// Lets time pass.
  mutating func advance(to instant: Int64) {
    while now < instant {
      let number = Int((now - start) / interval)
      let end = min(instant, start + Int64(number + 1) * interval)
      while times.count <= number { times.append(ContactCentreDay.TeamTime()) }
      let passed = end - now
      times[number].staffed += staffed * passed
      times[number].busy += busy * passed
      times[number].wrapUp += wrapUp * passed
      times[number].ringing += ringing * passed
      now = end
    }
  }

  /// Changes what an agent does from now on.
  mutating func change(_ agent: Int, _ edit: (inout State) -> Void) {
    count(states[agent], -1)
    edit(&states[agent])
    count(states[agent], 1)
  }

  private mutating func count(_ state: State, _ sign: Int64) {
    if state.isOnShift || state.isBusy { staffed += sign }
    if state.isBusy { busy += sign }
    if state.wraps { wrapUp += sign }
    if state.rings { ringing += sign }
  }
}
