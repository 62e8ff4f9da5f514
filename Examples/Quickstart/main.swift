// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportKit

let book = try ServiceLevelBook(
  """
  { "format": 0, "id": "desk", "zone": "Asia/Shanghai",
    "calendars": { "office": { "weekly": { "mon-fri": ["09:00-12:00", "13:00-18:00"] } } },
    "serviceLevels": { "calendar": "office", "pauseWhile": ["pending"], "rules": [
      { "id": "urgent", "when": { "priority": "urgent" },
        "then": { "resolution": { "within": "8 business h" } } } ] } }
  """)
var ticket = Ticket("T-1")
var timeline = SLATimeline(book.policy)
for (command, who, time) in [
  (.open(.init(priority: .urgent)), .customer("c-7"), "2025-06-06T15:00+08:00"),  // a Friday
  (.pause(.customer), .agent("li"), "2025-06-06T17:00+08:00"),
  (.addMessage(.init(.customer)), .customer("c-7"), "2025-06-09T10:00+08:00"),
] as [(Ticket.Command, Principal, String)] {
  timeline.apply(contentsOf: try ticket.perform(command, by: who, at: Instant(time)))
}
let why = timeline.explanation(of: .resolution, at: try Instant("2025-06-09T11:00+08:00"))
print(why?.text() ?? "", why?.text(in: .simplifiedChinese) ?? "", separator: "\n")
