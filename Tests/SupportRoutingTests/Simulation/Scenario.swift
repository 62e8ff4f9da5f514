// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting

/// A command and when it comes.
struct Move: Sendable {
  var command: Router.Command
  var at: Instant
}

/// A policy and what happens under it.
struct Scenario: Sendable {
  var parts: PolicyParts
  var moves: [Move] = []
}

/// What a router answers to a command, in a form that can be compared.
enum Answer: Hashable, Sendable {
  case step(Router.Step)
  case rejection(Router.Rejection)

  /// Asks a router.
  init(of router: inout some Routes, to move: Move) {
    do throws(Router.Rejection) {
      self = .step(try router.perform(move.command, at: move.at))
    } catch {
      self = .rejection(error)
    }
  }

  /// The same without what only one author can word: of mistakes that there are some, of the
  /// expected wait that it can be told.
  var comparable: Self {
    switch self {
    case .rejection(.invalid): .rejection(.invalid(NaiveCheck.mistake))
    case .rejection: self
    case .step(let step):
      .step(
        Router.Step(
          at: step.at,
          directives: step.directives.map { directive in
            guard case .announce(let id, let position, let wait?) = directive else {
              return directive
            }
            _ = wait
            return .announce(
              id, position: position,
              wait: WaitEstimate(atLeast: .zero, expected: .zero, atMost: .zero))
          }))
    }
  }

  var step: Router.Step? {
    if case .step(let step) = self { step } else { nil }
  }
}
