// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

extension MetricDefinition {
  /// Reports what a subject has against the definition, each at the place where a document has it.
  func check(against subject: MetricSubject, path: String, _ problems: inout Problems) {
    if id.rawValue.allSatisfy(\.isWhitespace) {
      problems.report("a metric needs a name", path: "\(path).id")
    }
    guard self.subject == subject.name else {
      problems.report(
        "\(id.rawValue.quoted) is about \(self.subject), not \(subject.name)",
        path: "\(path).subject")
      return
    }
    filter.check(against: subject.schema, path: "\(path).filter", &problems)
  }
}
