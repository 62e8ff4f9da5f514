// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import Testing

struct RoutingIdentifierTests {
  @Test("Work is named by the text that the host gives")
  func names() {
    #expect(WorkID("call-1").description == "call-1")
  }
}
