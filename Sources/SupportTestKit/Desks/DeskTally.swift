// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportDesk
import SupportTickets

/// How much a simulation did.
package struct DeskTally: Hashable, Sendable {
  package private(set) var steps = 0
  package private(set) var performed = 0
  package private(set) var events = 0
  package private(set) var intents = 0
  package private(set) var awards = 0
  package private(set) var merges = 0

  package init() {}

  mutating func add(_ trial: DeskTrial, steps: Int) {
    self.steps += steps
    performed += trial.performed
    events += trial.entries.count
    intents += trial.intents.count
    for entry in trial.entries {
      switch entry.event {
      case .compensation(let event):
        if case .awarded = event.change { awards += 1 }
      case .ticket(let event):
        if case .absorbed = event.change { merges += 1 }
      default: break
      }
    }
  }

  /// Adds what another one counted.
  package mutating func add(_ other: Self) {
    steps += other.steps
    performed += other.performed
    events += other.events
    intents += other.intents
    awards += other.awards
    merges += other.merges
  }
}
