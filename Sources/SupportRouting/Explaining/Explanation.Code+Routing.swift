// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Explanation.Code {
  /// Every code of routing, for a `MessageCatalogue`.
  public static let allRouting: [Self] =
    RoutingWords.sentences.codes + RoutingWords.families.flatMap(\.codes)
    + RoutingCheckWords.sentences.codes + RejectionWords.rejections.codes
    + RejectionWords.states.codes
    + RejectionWords.parts.codes
}
