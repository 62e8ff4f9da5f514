// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ServiceLevelAudit
import Testing

/// The program `sla-proof` asks about longer lives, and more of them.
@Suite("Service levels: an auditor who walks minute by minute")
struct AuditTests {
  @Test(
    "the library and the auditor say the same at every instant", arguments: 0..<40 as Range<UInt64>
  )
  func agree(seed: UInt64) {
    #expect(ServiceLevelAudit.differences(seed: seed, steps: 14) == [])
  }

  @Test("merged tickets go on as the auditor says", arguments: 0..<70 as Range<UInt64>)
  func merged(seed: UInt64) {
    #expect(ServiceLevelAudit.mergeDifferences(seed: seed) == [])
  }
}
