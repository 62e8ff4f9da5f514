// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

// Generated from Books/game-company-code.json by .ci/presets.py; change the book instead.

extension Preset {
  static let gameCompanyCodeText = #"""
    {
      "format": 0, "id": "game-company-code", "version": "2025-01", "effectiveFrom": "2025-01-01",
      "note": "After the published service standards of a game company's service code.",
      "changelog": [ { "version": "2025-01", "note": "First edition: GC-01 to GC-15." } ],
      "zone": "Asia/Shanghai", "currency": "CNY",

      "calendars": {
        "always": { "note": "GC-01", "aroundTheClock": true },
        "office": {
          "weekly": { "mon-fri": ["09:00-18:00"] },
          "holidays": { "of": "china" },
          "workdays": { "of": "china", "open": ["09:00-18:00"] }
        }
      },

      "facts": {
        "channel": { "oneOf": ["phone", "email", "chat", "inGame", "counter"] },
        "between": { "oneOf": ["playerAndCompany", "players"] },
        "causedBy": { "oneOf": ["company", "player", "other"], "optional": true },
        "inManual": { "is": "boolean" },
        "underLaw": { "is": "boolean" },
        "player": { "is": "text", "personal": true, "optional": true }
      },

      "tickets": {
        "note": "GC-04, GC-05, GC-15: holding replies, disclosures and records of a violation say why.",
        "kinds": ["inquiry", "complaint", "opinion"],
        "intake": [
          { "id": "GC-01", "requires": ["channel", "kind"] },
          { "id": "GC-06", "note": "The desk is neutral: a dispute between players over ordinary play is out of scope.",
            "when": { "between": "players" }, "concludes": "outOfScope" }
        ],
        "reasonsRequired": ["disclose", "recordViolation"],
        "holdingReplyNeedsReason": true,
        "forbiddenMarks": [
          { "mark": "gameSecret", "note": "Quests, states of monsters.", "rule": "GC-07" }
        ],
        "requirements": [
          { "id": "GC-08", "note": "A call has a written record.",
            "before": ["close"], "needs": ["record over phone"] },
          { "id": "GC-12", "note": "No question about the game is closed without an answer.",
            "when": { "kind": "inquiry" }, "before": ["close"], "needs": ["answer"],
            "exceptFor": ["outOfScope", "withheld"] },
          { "id": "GC-14", "when": { "causedBy": "company" },
            "before": ["close"], "needs": ["document apology"] }
        ],
        "followUps": [
          { "id": "GC-09-survey", "note": "1 day is our reading.",
            "when": { "kind": ["inquiry", "complaint"] },
            "after": "solve", "purpose": "satisfaction", "delay": "1 day" },
          { "id": "GC-09-care", "note": "7 days are our reading.",
            "when": { "kind": "complaint" },
            "after": "solve", "purpose": "care", "delay": "7 days" }
        ],
        "retention": [
          { "id": "GC-13-law", "note": "The law on electronic commerce: three years; a law beats every other rule.",
            "keep": "evidence", "for": "36 months", "from": "closing", "isLaw": true },
          { "id": "GC-05", "keep": "personal", "for": "12 months", "from": "closing" }
        ]
      },

      "classification": {
        "rules": [
          { "id": "GC-06", "when": { "between": { "known": false } },
            "then": { "set": { "between": "playerAndCompany" } } },
          { "id": "GC-11", "when": { "inManual": { "known": false } },
            "then": { "set": { "inManual": false } } },
          { "id": "GC-13", "when": { "underLaw": { "known": false } },
            "then": { "set": { "underLaw": false } } }
        ]
      },

      "serviceLevels": {
        "choose": "strictest",
        "inForce": "atOpening",
        "note": "GC-13: newer rules are a newer version of this book; open cases keep theirs.",
        "rules": [
          { "id": "GC-02", "when": { "kind": "complaint" }, "then": { "resolution": { "within": "48 h" } } },
          { "id": "GC-03", "note": "Three rings of 5 s each.",
            "when": { "channel": "phone" }, "then": { "pickup": { "within": "15 s" } } },
          { "id": "GC-04",
            "note": "At once is 15 min, our reading; a holding reply will do. GC-10: opinions have no other clock.",
            "when": { "kind": ["inquiry", "complaint", "opinion"] },
            "then": { "firstReply": { "within": "15 min" } } }
        ],
        "agreements": [
          { "id": "GC-13-law",
            "note": "A law beats every other rule: matters from an authority; 7 working days are our reading.",
            "when": { "underLaw": true },
            "then": { "resolution": { "within": "by end of 7 working days", "calendar": "office" } } }
        ]
      },

      "compensation": {
        "settle": [ { "stack": "highest", "refunds": "highest" } ],
        "rules": [
          { "id": "GC-06",
            "note": "Play between players is never compensated; for the company's faults people name the sum.",
            "when": { "cause": "fault", "between": "playerAndCompany", "causedBy": "company" },
            "then": [ { "base": "notStated" }, { "round": "exact" } ] }
        ]
      },

      "routing": {
        "channels": [
          { "id": "phone", "exclusivity": "whole" },
          { "id": "email" }, { "id": "chat" }, { "id": "inGame" },
          { "id": "counter", "exclusivity": "whole" }
        ],
        "priorities": [
          { "id": "ordinary", "band": 1 },
          { "id": "inManual", "band": 0, "note": "GC-11: comes last, but is never refused." }
        ],
        "queues": [
          { "id": "desk", "note": "GC-01", "hours": "always", "pools": [ { "group": "desk" } ],
            "priority": "ordinary",
            "offers": { "note": "GC-03: one ring each, so three people can be asked.", "timeLimit": "5 s" } }
        ],
        "choice": {
          "rules": [
            { "id": "GC-11", "when": { "inManual": true },
              "then": { "queue": "desk", "priority": "inManual" } }
          ],
          "otherwise": { "queue": "desk", "priority": "ordinary" }
        },
        "fallback": "desk"
      },

      "metrics": [
        { "id": "GC-03", "measure": "serviceLevel.F0", "within": "15 s", "filter": { "channel": "phone" },
          "period": "month" },
        { "id": "GC-09", "measure": "satisfaction", "period": "month" },
        { "id": "GC-10", "measure": "openedTickets", "filter": { "kind": ["complaint", "opinion"] },
          "by": ["kind", "category"], "period": "month" },
        { "id": "GC-15", "measure": "violationsByAgent", "period": "month" }
      ],

      "reports": [
        { "id": "GC-10", "note": "Complaints and opinions, collected and sorted.",
          "period": "month", "metrics": ["GC-10", "GC-09"], "for": "management" },
        { "id": "GC-15", "period": "month", "metrics": ["GC-15"], "for": "supervisor" }
      ],

      "agenda": [
        { "id": "GC-10", "note": "In time is the first of each month, our reading.",
          "on": "1st of month", "at": "10:00", "purpose": "report complaints and opinions",
          "to": "management" }
      ]
    }
    """#
}
