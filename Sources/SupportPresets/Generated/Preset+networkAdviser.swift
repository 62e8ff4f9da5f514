// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

// Generated from Books/network-adviser.json by .ci/presets.py; change the book instead.

extension Preset {
  static let networkAdviserText = #"""
    {
      "format": 0, "id": "network-adviser", "version": "2025-01", "effectiveFrom": "2025-01-01",
      "note": "After the published service standards of a network adviser's plan towards a mobile operator.",
      "changelog": [ { "version": "2025-01", "note": "First edition: NA-01 to NA-20." } ],
      "zone": "Asia/Shanghai",

      "calendars": {
        "always": { "note": "NA-16: 7 × 24.", "aroundTheClock": true },
        "workdays": {
          "note": "The working days of NA-03 and NA-04; the hours are our reading.",
          "weekly": { "mon-fri": ["09:00-18:00"] },
          "holidays": { "of": "china" },
          "workdays": { "of": "china", "open": ["09:00-18:00"] }
        }
      },

      "rosters": {
        "duty": {
          "note": "NA-16: somebody is on duty at any time. The names are examples.",
          "layers": [
            { "id": "first", "start": "2025-01-06", "handover": "09:00", "every": "day",
              "people": ["adviser-1", "adviser-2", "adviser-3"] },
            { "id": "second", "role": "secondary", "start": "2025-01-06", "handover": "09:00",
              "every": "day", "people": ["adviser-2", "adviser-3", "adviser-1"] }
          ]
        }
      },

      "facts": {
        "channel": { "oneOf": ["phone", "email", "web"] },
        "caller": { "oneOf": ["customer", "operator"] },
        "networkFault": { "is": "boolean" }
      },

      "tickets": {
        "note": "NA-11: a repeat is linked to the case that it repeats. NA-17: holding replies and conclusions say why.",
        "kinds": ["inquiry", "billing", "fault", "complaint"],
        "intake": [
          { "id": "NA-20", "note": "One of four types; network faults are the operator's.",
            "requires": ["channel", "kind"] },
          { "id": "NA-16-operator", "note": "Operators have a contact of their own.",
            "when": { "caller": "operator" }, "assignTo": { "group": "operatorContact" } },
          { "id": "NA-20-network", "when": { "networkFault": true },
            "assignTo": { "group": "operatorHandover" }, "concludes": "handedOver" }
        ],
        "reasonsRequired": ["conclude"],
        "holdingReplyNeedsReason": true,
        "requirements": [
          { "id": "NA-05", "note": "A complaint is solved only with the customer answered.",
            "when": { "kind": "complaint" }, "before": ["solve", "close"], "needs": ["answer"],
            "exceptFor": ["handedOver", "withdrawn"] },
          { "id": "NA-15", "note": "The number and the content of each call.",
            "before": ["close"], "needs": ["record over phone", "address over phone"] },
          { "id": "NA-17", "note": "What cannot be met now is explained to the customer.",
            "when": { "kind": ["inquiry", "billing", "fault"] }, "before": ["close"], "needs": ["answer"],
            "exceptFor": ["handedOver", "withdrawn"] },
          { "id": "NA-18", "when": { "kind": "fault", "incidentLevel": [1, 2] },
            "before": ["close"], "needs": ["stage incident/restored"] }
        ],
        "procedures": [
          { "id": "incident", "note": "NA-18", "stages": ["reported", "contained", "restored"] }
        ],
        "incidentPlans": [
          { "level": 1, "plan": "emergency-system", "note": "NA-18: the levels are our reading." },
          { "level": 2, "plan": "emergency-region" },
          { "level": 3, "plan": "single-fault" }
        ]
      },

      "classification": {
        "rules": [
          { "id": "NA-01", "note": "A complaint is of level 1 until somebody says that more have to agree.",
            "when": { "kind": "complaint", "complaintLevel": { "known": false } },
            "then": { "complaintLevel": 1 } },
          { "id": "NA-18", "note": "A fault is a single one until somebody says more.",
            "when": { "kind": "fault", "incidentLevel": { "known": false } }, "then": { "incidentLevel": 3 } },
          { "id": "NA-18-system", "when": { "incidentLevel": 1 },
            "note": "Incidents have owners by their level: with a higher level the owner changes.",
            "then": { "raiseTo": "urgent", "handTo": "operationsLead", "escalateTo": "operationsLead" } },
          { "id": "NA-18-region", "when": { "incidentLevel": 2 },
            "then": { "raiseTo": "high", "handTo": "regionalOperations", "escalateTo": "regionalOperations" } },
          { "id": "NA-18-single", "when": { "incidentLevel": 3 }, "then": { "assignTo": "operations" } },
          { "id": "NA-20", "when": { "networkFault": { "known": false } },
            "then": { "set": { "networkFault": false } } },
          { "id": "NA-16", "when": { "caller": { "known": false } },
            "then": { "set": { "caller": "customer" } } }
        ]
      },

      "serviceLevels": {
        "note": "NA-06: when the level rises, the limit of the new level counts from the first acceptance.",
        "choose": "strictest", "countFrom": "start",
        "rules": [
          { "id": "NA-01", "note": "By rule or within the department.",
            "when": { "kind": "complaint", "complaintLevel": 1 },
            "then": { "resolution": { "within": "2 h" } } },
          { "id": "NA-02", "note": "Between departments, or regions of one province.",
            "when": { "kind": "complaint", "complaintLevel": 2 },
            "then": { "resolution": { "within": "48 h" } } },
          { "id": "NA-03", "note": "Across provinces.",
            "when": { "kind": "complaint", "complaintLevel": 3 },
            "then": { "resolution": { "within": "by end of 4 working days", "calendar": "workdays" } } },
          { "id": "NA-04", "note": "With other organisations, such as operators.",
            "when": { "kind": "complaint", "complaintLevel": 4 },
            "then": { "resolution": { "within": "by end of 7 working days", "calendar": "workdays" } } },
          { "id": "NA-10", "note": "The limit of inquiries; 24 h are our reading.",
            "when": { "kind": ["inquiry", "billing"] }, "then": { "firstReply": { "within": "24 h" } } },
          { "id": "NA-14", "note": "Three rings of 5 s each.",
            "when": { "channel": "phone" }, "then": { "pickup": { "within": "15 s" } } },
          { "id": "NA-18-emergency", "note": "The limits of incidents are our reading.",
            "when": { "kind": "fault", "networkFault": false, "incidentLevel": [1, 2] },
            "then": { "ownership": { "within": "15 min", "escalate": "incident" },
                      "incident/restored": { "within": "4 h" } } },
          { "id": "NA-18-single",
            "when": { "kind": "fault", "networkFault": false, "incidentLevel": 3 },
            "then": { "ownership": { "within": "2 h" }, "resolution": { "within": "48 h" } } }
        ],
        "ladders": {
          "incident": { "levels": [ { "id": "operationsLead", "after": "0 h" },
                                    { "id": "management", "after": "30 min" } ] }
        }
      },

      "routing": {
        "channels": [
          { "id": "phone", "exclusivity": "whole" }, { "id": "email" }, { "id": "web" }
        ],
        "priorities": [
          { "id": "urgent", "band": 2, "note": "NA-18: emergencies come first." }, { "id": "high", "band": 1 }
        ],
        "queues": [
          { "id": "hotline", "hours": "always", "pools": [ { "group": "advisers" } ],
            "overflow": [
              { "note": "NA-16", "when": { "staffingBelow": 1 }, "then": { "duty": "duty" } }
            ],
            "offers": { "note": "NA-14: one ring each.", "timeLimit": "5 s" } },
          { "id": "operatorContact", "note": "NA-16: the named contact of operators, else whoever is on duty.",
            "hours": "always",
            "pools": [ { "group": "operatorContact" } ],
            "overflow": [ { "when": { "staffingBelow": 1 }, "then": { "duty": "duty" } } ] },
          { "id": "operatorHandover", "note": "NA-20: network faults are handed to the operator.",
            "pools": [ { "group": "operatorHandover" } ],
            "overflow": [ { "when": { "staffingBelow": 1 }, "then": { "outside": "operator" } } ] },
          { "id": "operations", "note": "NA-18: incidents go to their owners.", "pools": [ { "group": "operations" } ] },
          { "id": "regionalOperations", "note": "Whoever is there of operations helps the owners of emergencies.",
            "agentOrder": ["penalty", "idleSince"],
            "pools": [ { "group": "regionalOperations" }, { "group": "operations", "penalty": 1 } ] },
          { "id": "operationsLead", "agentOrder": ["penalty", "idleSince"],
            "pools": [ { "group": "operationsLead" }, { "group": "operations", "penalty": 1 } ] }
        ],
        "choice": {
          "rules": [
            { "id": "NA-20", "when": { "networkFault": true }, "then": { "queue": "operatorHandover" } },
            { "id": "NA-16", "when": { "caller": "operator" }, "then": { "queue": "operatorContact" } },
            { "id": "NA-18", "when": { "kind": "fault" }, "then": { "queue": "operations" } }
          ],
          "otherwise": { "queue": "hotline" }
        },
        "fallback": "hotline"
      },

      "contactTrees": {
        "operators": {
          "note": "NA-16: the named contact of operators, then whoever is on duty.",
          "levels": [
            { "id": "contact", "within": "5 min", "call": [ { "agent": "operator-contact", "by": "phone" } ] },
            { "id": "duty", "within": "5 min",
              "call": [ { "onDuty": "primary", "roster": "duty", "by": "phone" } ] }
          ]
        },
        "incident": {
          "note": "NA-18",
          "levels": [
            { "id": "first", "within": "5 min",
              "call": [ { "onDuty": "primary", "roster": "duty", "by": "phone" } ] },
            { "id": "second", "within": "5 min",
              "call": [ { "onDuty": "secondary", "roster": "duty", "by": "phone" } ] }
          ],
          "repeat": 1
        }
      },

      "subjects": {
        "note": "NA-10: whether the limit was kept.",
        "tickets": { "promises": ["firstReply", "resolution"] }
      },

      "metrics": [
        { "id": "NA-07", "note": "A wait over 60 s counts as not answered. NA-19: over nothing, every rate is undefined.",
          "measure": "connectRate", "within": "60 s", "filter": { "channel": "phone" },
          "period": "month", "objective": { "atLeast": "95%" } },
        { "id": "NA-08", "measure": "inquiryReplyRate", "period": "month", "objective": { "atLeast": "100%" } },
        { "id": "NA-09", "measure": "complaintReplyRate", "period": "month", "objective": { "atLeast": "100%" } },
        { "id": "NA-10-inquiries", "note": "Answered within the limit of the promise NA-10, of all inquiries.",
          "subject": "tickets",
          "measure": { "share": { "of": { "sla.firstReply": "met" }, "among": { "kind": "inquiry" } } },
          "period": "month", "objective": { "atLeast": "100%" } },
        { "id": "NA-10-complaints", "note": "Solved and answered within the limit of its level, of all complaints.",
          "subject": "tickets",
          "measure": { "share": { "of": { "sla.resolution": "met" }, "among": { "kind": "complaint" } } },
          "period": "month", "objective": { "atLeast": "100%" } },
        { "id": "NA-11", "measure": "repeatComplaintsOfOthers", "period": "month", "objective": { "atMost": "1%" } },
        { "id": "NA-12", "note": "Of all inquiries, not only the rated ones; 4 stars are our reading.",
          "measure": "inquirySatisfaction", "from": 4, "period": "month", "objective": { "atLeast": "95%" } },
        { "id": "NA-13", "measure": "complaintSatisfaction", "from": 4, "period": "month",
          "objective": { "atLeast": "90%" } },
        { "id": "NA-14", "measure": "serviceLevel.F0", "within": "15 s", "filter": { "channel": "phone" },
          "period": "month" },
        { "id": "NA-15", "note": "What calls are about.", "measure": "openedTickets",
          "filter": { "channel": "phone" }, "by": ["kind"], "period": "month" }
      ],

      "reports": [
        { "id": "operator", "note": "Rates by calendar month of receipt.", "period": "month",
          "metrics": ["NA-07", "NA-08", "NA-09", "NA-10-inquiries", "NA-10-complaints", "NA-11", "NA-12",
                      "NA-13", "NA-14", "NA-15"],
          "for": "operator" }
      ],

      "agenda": [
        { "id": "NA-18-weekly", "note": "The intervals of maintenance are our reading.",
          "every": "7 days", "from": "2025-01-06", "at": "08:00", "purpose": "check of alarms",
          "to": "operations" },
        { "id": "NA-18-monthly", "every": "30 days", "from": "2025-01-06", "at": "08:00",
          "purpose": "maintenance check", "to": "operations" },
        { "id": "NA-18-quarterly", "every": "90 days", "from": "2025-01-06", "at": "08:00",
          "purpose": "emergency drill", "to": "operations" }
      ]
    }
    """#
}
