// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
package import SupportDesk
import SupportTickets

extension DeskCommand {
  /// What it asks for, in a word or two, for stories.
  package var name: String {
    switch self {
    case .ticket(let command): command.kind.rawValue
    case .adjust(let kind): "adjust \(kind)"
    case .claim(let cause, _): "claim \(cause.key)"
    case .compensation(let command): "compensation \(command)"
    case .membership(let command): "membership \(command)"
    case .dispute(let id, _): "dispute \(id)"
    }
  }
}
