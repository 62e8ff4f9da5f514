// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

package import SupportCore

extension UpgradePolicy {
  /// Reads the section `upgrades` of a policy book:
  /// `{"classes": ["economy", "premium", "business", "first"], "offer": "best"}`.
  ///
  /// `classes` go from the lowest to the best, `offer` is `best` or `next`. After a report there is no
  /// policy.
  package init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    let classes = object.required("classes", &problems)?.values(&problems) { node, problems in
      node.nonEmptyString(&problems).map(SeatClass.init(rawValue:))
    }
    let choice: Choice? = object.required("offer", &problems)?
      .oneOf(Choice.allCases.map { ($0.rawValue, $0) }, &problems)
    object.finish(&problems)
    guard let classes, let choice, problems == before else { return nil }
    do throws(DocumentError) {
      try self.init(classes, offer: choice)
    } catch {
      for problem in error.problems {
        problems.report(problem.message, at: node.place(named: problem.path))
      }
      return nil
    }
  }

  /// The section as ``init(reading:_:)`` reads it.
  package var form: DocumentForm {
    .object([
      .init("classes", .texts(classes.map(\.rawValue))), .init("offer", .text(choice.rawValue)),
    ])
  }
}
