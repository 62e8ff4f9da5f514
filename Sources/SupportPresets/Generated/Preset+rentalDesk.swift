// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

// Generated from Books/rental-desk.json by .ci/presets.py; change the book instead.

extension Preset {
  static let rentalDeskText = #"""
    {
      "format": 0, "id": "rental-desk", "version": "2025-01", "effectiveFrom": "2025-01-01",
      "note": "After the published service standards of a rental platform's desk.",
      "changelog": [ { "version": "2025-01", "note": "First edition: RP-01 to RP-04." } ],
      "zone": "Asia/Shanghai",

      "rosters": {
        "station": {
          "note": "RP-02: who is called in an emergency when the manager cannot be reached. The names are examples.",
          "layers": [
            { "id": "week", "start": "2025-01-06", "handover": "09:00", "every": "week",
              "people": ["station-staff-1", "station-staff-2"] }
          ]
        }
      },

      "facts": {
        "channel": { "oneOf": ["phone", "counter", "visit"] },
        "problem": { "oneOf": ["repair", "keys", "payment", "moving", "other"], "optional": true },
        "tenant": { "is": "text", "personal": true, "optional": true }
      },

      "tickets": {
        "kinds": ["inquiry", "complaint", "problem", "emergency", "tenancy"],
        "intake": [
          { "id": "RP-01", "note": "Accepted and passed at once to the station manager.",
            "when": { "kind": "complaint" },
            "requires": ["channel", { "any": ["customer", "field tenant"] }],
            "assignTo": { "group": "stationManagement" } },
          { "id": "RP-02-emergency", "when": { "kind": "emergency" }, "assignTo": { "group": "emergency" } }
        ],
        "permissions": [
          { "note": "RP-01: the station manager assigns complaints.",
            "commands": ["assign", "transfer"], "when": { "kind": "complaint" },
            "to": [{ "agents": ["station-manager"] }] }
        ],
        "requirements": [
          { "id": "RP-01-record", "note": "Calls and visits to the counter are recorded.",
            "before": ["close"], "needs": ["record over phone, counter"] },
          { "id": "RP-02-repair", "when": { "kind": "problem", "problem": "repair" },
            "before": ["close"], "needs": ["stage repair/accepted"] },
          { "id": "RP-02-keys", "when": { "kind": "problem", "problem": "keys" },
            "before": ["close"], "needs": ["stage keys/handedOver"] },
          { "id": "RP-02-payment", "when": { "kind": "problem", "problem": "payment" },
            "before": ["close"], "needs": ["stage payment/settled"] },
          { "id": "RP-02-moving", "when": { "kind": "problem", "problem": "moving" },
            "before": ["close"], "needs": ["stage moving/settled"] },
          { "id": "RP-02-emergency", "when": { "kind": "emergency" },
            "before": ["close"], "needs": ["stage emergency/restored"] }
        ],
        "procedures": [
          { "id": "repair", "note": "RP-02: each known problem has its procedure; the stages are our reading.",
            "stages": ["registered", "inspected", "repaired", "accepted"] },
          { "id": "keys", "stages": ["registered", "identified", "handedOver"] },
          { "id": "payment", "stages": ["registered", "checked", "settled"] },
          { "id": "moving", "stages": ["registered", "inspected", "settled"] },
          { "id": "emergency", "stages": ["reported", "contained", "restored"] }
        ],
        "incidentPlans": [
          { "level": 1, "plan": "contingency-station", "note": "RP-02: emergencies have their contingency plan." },
          { "level": 2, "plan": "contingency-building" },
          { "level": 3, "plan": "contingency-flat" }
        ],
        "followUps": [
          { "id": "RP-03", "note": "One tenancy case for each tenant; every 30 days is our reading.",
            "when": { "kind": "tenancy" },
            "after": "open", "purpose": "visit or call", "delay": "30 days", "every": "30 days" }
        ]
      },

      "classification": {
        "rules": [
          { "id": "RP-02-emergency", "note": "An emergency is one flat until somebody says more.",
            "when": { "kind": "emergency", "incidentLevel": { "known": false } },
            "then": { "incidentLevel": 3, "priority": "urgent" } }
        ]
      },

      "routing": {
        "channels": [
          { "id": "phone", "exclusivity": "whole" }, { "id": "counter", "exclusivity": "whole" },
          { "id": "visit" }
        ],
        "priorities": [ { "id": "emergency", "band": 9 } ],
        "queues": [
          { "id": "stationManagement",
            "note": "RP-01: the manager gives each complaint to somebody; nobody takes one unasked.",
            "givenByCommand": true },
          { "id": "emergency", "note": "RP-02", "priority": "emergency",
            "pools": [ { "group": "stationManagement" }, { "group": "station", "after": "1 min" } ],
            "overflow": [ { "when": { "waited": "3 min" }, "then": { "duty": "station" } } ] },
          { "id": "station", "pools": [ { "group": "station" } ] }
        ],
        "choice": {
          "rules": [
            { "id": "RP-01", "when": { "kind": "complaint" }, "then": { "queue": "stationManagement" } },
            { "id": "RP-02-emergency", "when": { "kind": "emergency" }, "then": { "queue": "emergency" } }
          ],
          "otherwise": { "queue": "station" }
        },
        "fallback": "station"
      },

      "contactTrees": {
        "emergency": {
          "note": "RP-02",
          "levels": [
            { "id": "manager", "within": "5 min", "call": [ { "agent": "station-manager", "by": "phone" } ] },
            { "id": "duty", "within": "5 min",
              "call": [ { "onDuty": "primary", "roster": "station", "by": "phone" } ] }
          ],
          "repeat": 1
        }
      },

      "metrics": [
        { "id": "RP-04-opened", "measure": "openedTickets", "by": ["kind"], "period": "week" },
        { "id": "RP-04-solved", "measure": "solvedTickets", "by": ["kind"], "period": "week" },
        { "id": "RP-04-left", "measure": "backlog", "by": ["kind"], "period": "week" }
      ],

      "reports": [
        { "id": "RP-04", "note": "The summary of the week's cases.",
          "period": "week", "metrics": ["RP-04-opened", "RP-04-solved", "RP-04-left"], "for": "manager" }
      ],

      "agenda": [
        { "id": "RP-04-summary", "note": "Of the week that has ended. The set times are our reading.",
          "on": "mon", "at": "09:00", "purpose": "weekly summary", "to": "manager" },
        { "id": "RP-04-plan", "on": "mon", "at": "10:00", "purpose": "weekly plan", "to": "manager" }
      ]
    }
    """#
}
