// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import SupportTime
import Testing

@Suite("What the checks say of a desk's policy")
struct CheckTests {
  @Test("prints")
  func prints() throws {
    let policy = try Desk.policy()
    for finding in policy.analysis().findings {
      print(finding.severity, finding.explanation.text())
      print(finding.explanation.text(in: .simplifiedChinese))
    }
  }
}
