// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Explanation.Code {
  /// Every code of routing, for a `MessageCatalogue`.
  public static let allRouting: [Self] =
    RoutingWords.sentences.map { RoutingWords.code($0.name) }
    + RoutingWords.families.flatMap { family in
      family.words.map { RoutingWords.code(family.name, $0.name) }
    } + RoutingCheckWords.codes + RejectionWords.rejections.codes + RejectionWords.states.codes
    + RejectionWords.parts.codes
}
