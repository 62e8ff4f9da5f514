// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportStaffing
import Testing

struct OfferedLoadTests {
  @Test("A load that is no number is refused")
  func notANumber() {
    #expect(throws: StaffingError.self) { try OfferedLoad(arrivalsPerHour: .nan, handlingTime: 60) }
  }
}
