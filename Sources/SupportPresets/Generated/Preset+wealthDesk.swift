// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

// Generated from Books/wealth-desk.json by .ci/presets.py; change the book instead.

extension Preset {
  static let wealthDeskText = #"""
    {
      "format": 0, "id": "wealth-desk", "version": "2025-01", "effectiveFrom": "2025-01-01",
      "note": "After the published service standards of a wealth manager's desk.",
      "changelog": [ { "version": "2025-01", "note": "First edition: WM-01 to WM-03." } ],
      "zone": "Asia/Shanghai",

      "facts": {
        "channel": { "oneOf": ["phone", "email", "counter"] },
        "account": { "is": "text", "personal": true, "optional": true }
      },

      "tickets": {
        "kinds": ["inquiry", "complaint", "objection", "collection", "risk", "file"],
        "intake": [
          { "id": "WM-01", "note": "Inquiries, complaints and objections are recorded, each as a case.",
            "when": { "kind": ["inquiry", "complaint", "objection"] },
            "requires": ["channel", { "any": ["customer", "field account"] }] },
          { "id": "WM-02-collection", "when": { "kind": "collection" },
            "requires": ["field account"], "assignTo": { "group": "collection" } },
          { "id": "WM-02-risk", "note": "Risk information goes to risk control at once.",
            "when": { "kind": "risk" }, "assignTo": { "group": "riskControl" } }
        ],
        "permissions": [
          { "note": "WM-03: files are archived by the records office.",
            "commands": ["archive"], "when": { "kind": "file" }, "to": [{ "agents": ["records-office"] }] },
          { "note": "WM-03: whoever looks into a file does so as an agent, and it is recorded with what for.",
            "commands": ["recordAccess"], "to": ["agents"] }
        ],
        "reasonsRequired": ["disclose", "archive"],
        "requirements": [
          { "id": "WM-01-record",
            "note": "Over whichever channel it came, somebody wrote down what was said; of a mail it is the mail that is kept.",
            "when": { "kind": ["inquiry", "complaint", "objection"] },
            "before": ["close"], "needs": ["record over phone, email, counter", "answer"] },
          { "id": "WM-01-inquiry", "when": { "kind": "inquiry" },
            "before": ["close"], "needs": ["stage inquiry/answered"] },
          { "id": "WM-01-complaint", "when": { "kind": "complaint" },
            "before": ["close"], "needs": ["stage complaint/answered"] },
          { "id": "WM-01-objection", "when": { "kind": "objection" },
            "before": ["close"], "needs": ["stage objection/answered"] },
          { "id": "WM-03", "note": "A file is complete before it is put away.",
            "when": { "kind": "file" }, "before": ["archive"], "needs": ["document fileIndex"] }
        ],
        "procedures": [
          { "id": "inquiry", "note": "WM-01: the stages are our reading.",
            "stages": ["registered", "answered"] },
          { "id": "complaint",
            "stages": ["registered", "assessed", "assigned", "answered", "reviewed", "archived"] },
          { "id": "objection", "stages": ["registered", "examined", "decided", "answered"] }
        ],
        "retention": [
          { "id": "WM-03-personal", "note": "Kept for 20 years after the service ended, our reading.",
            "keep": "personal", "for": "240 months", "from": "closing" },
          { "id": "WM-03-evidence", "keep": "evidence", "for": "240 months", "from": "closing" }
        ]
      },

      "classification": {
        "rules": [
          { "id": "WM-02-risk", "when": { "kind": "risk" }, "then": { "raiseTo": "urgent" } }
        ]
      },

      "metrics": [
        { "id": "WM-01", "measure": "openedTickets", "by": ["kind"], "period": "month" }
      ],

      "agenda": [
        { "id": "WM-02-reminder", "note": "Who is not yet overdue is reminded early; 3 days are our reading.",
          "before": "3 days", "event": "paymentDue", "purpose": "early reminder",
          "to": "collection", "over": "phone" },
        { "id": "WM-02-collection", "note": "The host announces an account that was not paid in time.",
          "after": "0 h", "event": "overdue", "purpose": "collect overdue account",
          "to": "collection", "over": "phone" },
        { "id": "WM-02-risk", "note": "At once.",
          "after": "0 h", "event": "riskFound", "purpose": "report risk information", "to": "riskControl" },
        { "id": "WM-03", "note": "Archived after the service has ended.",
          "after": "0 h", "event": "serviceEnded", "purpose": "archive customer file", "to": "records" }
      ]
    }
    """#
}
