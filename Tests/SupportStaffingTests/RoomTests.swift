// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportStaffing
import Testing

struct OfferedLoadTests {
  @Test("A load that is no number counts as none")
  func notANumber() {
    #expect(OfferedLoad(erlangs: .nan).erlangs == 0)
  }
}
