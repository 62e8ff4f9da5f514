// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

// Generated from Books/creation-and-magic.json by .ci/presets.py; change the book instead.

extension Preset {
  static let creationAndMagicText = #"""
    {
      "format": 0, "id": "creation-and-magic", "version": "2025-05-18", "effectiveFrom": "2025-05-18",
      "note": "Published service standards of Creation & Magic. People and the number are examples.",
      "changelog": [
        { "version": "2025-05-18", "note": "The standards as published." }
      ],
      "zone": "Asia/Shanghai", "currency": "CNY",

      "calendars": {
        "hotline": {
          "note": "CM-01, CM-02: when the hotline is staffed, on the clocks of the whole country.",
          "weekly":   { "mon-fri": ["09:00-21:00"] },
          "workdays": { "of": "china", "open": ["09:00-21:00"] },
          "holidays": { "of": "china", "open": ["09:00-22:00"] }
        },
        "hotlineForMembers": {
          "base": "hotline",
          "adjust": [ { "id": "CM-04", "on": "8th of month", "close": "+30 min" } ]
        },
        "night": {
          "note": "CM-03: night mode as it is published.",
          "weekly": { "mon-sun": ["22:00-09:00"] }
        },
        "nightMode": {
          "note": "CM-03: night mode as it is carried out: whenever the hotline is not staffed.",
          "difference": [ { "aroundTheClock": true }, "hotline" ]
        },
        "office": {
          "note": "Working days, for limits that are counted in them.",
          "weekly":   { "mon-fri": ["09:00-18:00"] },
          "workdays": { "of": "china", "open": ["09:00-18:00"] },
          "holidays": { "of": "china" }
        },
        "websiteChat": {
          "note": "CM-05: the chat is online while this is open.",
          "weekly":   { "mon-fri": ["09:00-22:00"] },
          "workdays": { "of": "china", "open": ["09:00-22:00"] },
          "holidays": { "of": "china" }
        },
        "callingWindows": {
          "note": "CM-70: the best time to call.",
          "weekly":   { "mon-fri": ["09:00-11:00", "15:00-17:00"] },
          "workdays": { "of": "china", "open": ["09:00-11:00", "15:00-17:00"] },
          "holidays": { "of": "china" }
        },

        "london":     { "zone": "Europe/London",       "weekly": { "mon-sun": ["09:00-18:00"] } },
        "frankfurt":  { "zone": "Europe/Berlin",       "weekly": { "mon-sun": ["09:00-18:00"] } },
        "losAngeles": { "zone": "America/Los_Angeles", "weekly": { "mon-sun": ["09:00-18:00"] } },
        "chicago":    { "zone": "America/Chicago",     "weekly": { "mon-sun": ["09:00-18:00"] } },
        "singapore":  { "zone": "Asia/Singapore",      "weekly": { "mon-sun": ["09:00-18:00"] } },
        "bangkok":    { "zone": "Asia/Bangkok",        "weekly": { "mon-sun": ["09:00-18:00"] } },
        "europe": {
          "note": "CM-12: a regional centre is open while one of its cities is.",
          "union": ["london", "frankfurt"]
        },
        "northAmerica":  { "union": ["losAngeles", "chicago"] },
        "southEastAsia": { "union": ["singapore", "bangkok"] },

        "callbackMainland": {
          "note": "CM-62: nobody is called back on a holiday of their own region.",
          "weekly":   { "mon-fri": ["09:00-21:00"] },
          "workdays": { "of": "china", "open": ["09:00-21:00"] },
          "holidays": { "of": "china" }
        },
        "callbackEurope": {
          "note": "CM-62",
          "base": "london",
          "holidays": [
            { "on": "01-01", "name": "New Year's Day" }, { "on": "05-01", "name": "Labour Day" },
            { "on": "12-25", "name": "Christmas Day" },  { "on": "12-26", "name": "Boxing Day" } ]
        },
        "callbackNorthAmerica": {
          "note": "CM-62",
          "base": "chicago",
          "holidays": [
            { "on": "01-01", "name": "New Year's Day" }, { "on": "07-04", "name": "Independence Day" },
            { "on": "1st Monday of September", "name": "Labor Day" },
            { "on": "4th Thursday of November", "name": "Thanksgiving" },
            { "on": "12-25", "name": "Christmas Day" } ]
        },
        "callbackSouthEastAsia": {
          "note": "CM-62",
          "base": "singapore",
          "holidays": [
            { "on": "01-01", "name": "New Year's Day" }, { "on": "05-01", "name": "Labour Day" },
            { "on": "08-09", "name": "National Day of Singapore" },
            { "on": "12-25", "name": "Christmas Day" } ]
        }
      },

      "rosters": {
        "nights": {
          "layers": [
            { "id": "CM-03", "start": "2025-01-06", "handover": "09:00",
              "every": "week", "people": ["night-1", "night-2", "night-3"] } ]
        },
        "incidents": {
          "layers": [
            { "id": "CM-48-province", "role": "provinceLead", "start": "2025-01-06",
              "every": "week", "people": ["province-1", "province-2"] },
            { "id": "CM-48-city", "role": "citySupport", "start": "2025-01-06",
              "every": "week", "people": ["city-1", "city-2"] },
            { "id": "CM-48-expert", "role": "expert", "start": "2025-01-06",
              "every": "week", "people": ["expert-1", "expert-2"] } ]
        }
      },

      "coverage": [
        { "id": "CM-03", "always": true, "by": ["hotline", "night"],
          "note": "called a 24 h hotline; the hours as they are published leave gaps" },
        { "id": "CM-03-carried-out", "always": true, "by": ["hotline", "nightMode"] }
      ],

      "facts": {
        "channel":    { "oneOf": ["phone", "chat", "app", "appEmergency", "web", "email", "social",
                                 "video", "counter"] },
        "priority":   { "ordered": ["low", "normal", "high", "urgent", "emergency"], "optional": true },
        "severity":   { "ordered": ["routine", "urgent", "major"] },
        "complexity": { "oneOf": ["simple", "complex"] },
        "golden":     { "is": "boolean" },
        "region":     { "oneOf": ["mainland", "europe", "northAmerica", "southEastAsia"] },
        "sentiment":  { "integer": { "atLeast": 0, "atMost": 1000 }, "optional": true },

        "language":     { "oneOf": ["zh", "en", "ja", "ko", "fr", "de"],
                          "optional": true, "protected": true },
        "ageGroup":     { "oneOf": ["minor", "adult", "elderly"], "optional": true, "protected": true },
        "pastSpending": { "money": "CNY", "atLeast": "0.00", "atMost": "10000000.00",
                          "optional": true, "protected": true },

        "problemClass": { "oneOf": ["account", "product", "afterSales"], "optional": true },
        "productLine": {
          "oneOf": ["mobileGame", "computerGame", "shop", "membership"], "optional": true },
        "diagnosis": {
          "oneOf": ["login", "verification", "payment", "recharge", "delivery", "membershipBenefit",
                    "server", "connection", "installation", "lostItem"],
          "optional": true },

        "fault":        { "oneOf": ["none", "minor", "heavyLoss", "humanError"], "optional": true },
        "serviceFee":   { "money": "CNY", "atLeast": "0.00", "atMost": "10000000.00",
                          "optional": true },
        "paid":         { "money": "CNY", "atLeast": "0.00", "atMost": "10000000.00",
                          "optional": true },
        "appraisalFee": { "money": "CNY", "atLeast": "0.00", "atMost": "10000000.00",
                          "optional": true },
        "destination": {
          "oneOf": ["mainland",
                    "HK", "MO", "TW", "JP", "KR", "SG", "MY", "TH", "VN", "PH", "ID",
                    "AU", "NZ", "US", "CA", "GB", "DE", "FR", "IT", "ES", "NL", "RU", "AE",
                    "elsewhere"],
          "optional": true },
        "evidencePreservation": { "is": "boolean", "optional": true }
      },

      "tickets": {
        "note": "CM-46: progress and record on request",
        "kinds": ["inquiry", "complaint", "suggestion", "technicalFault", "damageClaim", "incident"],
        "fields": {
          "note": "CM-51: nothing biometric is taken in. CM-64: customers are shown all of theirs.",
          "contactNumber": { "sensitivity": "personal" },
          "address":       { "sensitivity": "personal" },
          "faceScan":      { "sensitivity": "biometric" },
          "fingerprint":   { "sensitivity": "biometric" },
          "voiceprint":    { "sensitivity": "biometric" }
        },
        "intake": [
          { "id": "intake", "requires": ["channel", "kind"], "noted": ["customer"] }
        ],
        "attachments": { "note": "CM-50: 20 MB", "mostBytes": 20000000 },
        "conversations": { "note": "CM-49", "most": 20 },
        "permissions": [
          { "commands": ["rate"], "to": ["customers"], "note": "CM-47: 1 to 5 stars, once a contact" },
          { "commands": ["transfer"], "to": ["agents", "automations", "system"],
            "note": "CM-67: a case moves with its clock and history, and always has one owner" }
        ],
        "requirements": [
          { "id": "CM-25", "when": { "kind": "complaint" }, "before": ["close"],
            "needs": ["stage complaint/reviewed"] },
          { "id": "CM-25-archive", "when": { "kind": "complaint" }, "before": ["archive"],
            "needs": ["stage complaint/archived"] }
        ],
        "procedures": [
          { "id": "complaint",
            "note": "CM-25: six stages, none skipped. CM-26: twelve documents are filed by the last.",
            "stages": ["registered", "assessed", "assigned", "answered", "reviewed", "archived"],
            "checklist": ["voucher", "timedRecord", "evidence", "identityProof", "orderRecord",
                          "paymentProof", "complaintForm", "statementOfLoss", "correspondence",
                          "picture", "serviceTerms", "answer"] },
          { "id": "goldenThirty", "note": "CM-29: the golden 30 minutes",
            "stages": ["confirmed", "planned", "reported"] }
        ],
        "incidentPlans": [
          { "level": 1, "plan": "stand-by servers",    "note": "CM-48: the system is down" },
          { "level": 2, "plan": "neighbouring nodes",  "note": "CM-48: a region is down" },
          { "level": 3, "plan": "targeted fix",        "note": "CM-48: a single problem" }
        ],
        "dissatisfaction": {
          "note": "CM-30: two stars or fewer, or the customer says so",
          "mostStars": 2, "escalateTo": "care" },
        "retention": [
          { "id": "CM-27", "keep": "evidence", "for": "3 months", "from": "closing" },
          { "id": "CM-53", "keep": "personal", "for": "3 months", "from": "closing",
            "note": "whose evidence it is belongs to it: erased on request from the same day on" },
          { "id": "CM-63", "when": { "evidencePreservation": true }, "keep": "evidence",
            "for": "3 months", "from": "closing", "keepWhile": { "evidencePreservation": true },
            "note": "while evidence preservation is subscribed to" }
        ]
      },

      "classification": {
        "note": "What nobody said is the ordinary, so that every promise can be told.",
        "rules": [
          { "id": "CM-69", "when": { "channel": "appEmergency" },
            "then": { "raiseTo": "emergency", "assignTo": "emergency" } },
          { "id": "CM-20-severity", "when": { "kind": "incident" },
            "then": { "set": { "severity": "major" } } },

          { "id": "CM-21-class", "when": { "kind": "complaint", "fault": "heavyLoss" },
            "then": { "complaintClass": "A" } },
          { "id": "CM-23-class", "when": { "kind": "suggestion" }, "then": { "complaintClass": "C" } },
          { "id": "CM-22-class", "when": { "kind": "complaint" }, "then": { "complaintClass": "B" },
            "note": "a complaint of which nobody said more is about a defect of the service" },
          { "id": "CM-21-task-force", "when": { "complaintClass": "A" },
            "then": { "assignTo": "task-force" } },
          { "id": "CM-24-specialists", "when": { "kind": "complaint", "channel": "app" },
            "then": { "assignTo": "specialists" } },

          { "id": "ordinary",
            "then": { "set": { "severity": "routine", "complexity": "simple", "golden": false,
                               "region": "mainland" } } },

          { "id": "CM-20-priority",
            "when": { "severity": "major",
                      "any": [ { "priority": { "known": false } },
                               { "priority": { "below": "urgent" } } ] },
            "then": { "raiseTo": "urgent" } },
          { "id": "CM-19-priority", "when": { "severity": "urgent" }, "then": { "priority": "high" } },
          { "id": "CM-57",
            "when": { "sentiment": { "below": 300 },
                      "any": [ { "priority": { "known": false } },
                               { "priority": { "below": "high" } } ] },
            "then": { "raiseTo": "high" } }
        ]
      },

      "serviceLevels": {
        "note": "Limits run around the clock; of several the strictest holds. CM-54: reminders.",
        "choose": "strictest",
        "pauseWhile": ["pending"],
        "remindAt": ["50%", "75%", "90%"],
        "rules": [
          { "id": "CM-16", "when": { "kind": "inquiry" },
            "then": { "firstReply": { "within": "15 min" } } },
          { "id": "CM-17", "when": { "complexity": "complex" },
            "then": { "resolution": { "within": "24 h" } } },
          { "id": "CM-18",
            "when": { "kind": ["technicalFault", "damageClaim", "incident"], "severity": "routine" },
            "note": "problems alone: a routine inquiry has CM-16, a suggestion CM-23",
            "then": { "firstReply": { "within": "2 h", "objective": "90%" } } },
          { "id": "CM-19", "when": { "severity": "urgent" },
            "then": { "firstReply": { "within": "30 min" } } },
          { "id": "CM-20", "when": { "severity": "major" },
            "then": { "firstReply": { "within": "15 min" } } },
          { "id": "CM-21", "when": { "kind": "complaint", "complaintClass": "A" },
            "note": "being sent to the task force is not enough: somebody of it takes the case",
            "then": { "takenUp": { "within": "1 h", "by": "task-force" } } },
          { "id": "CM-22", "when": { "kind": "complaint", "complaintClass": "B" },
            "then": { "escalated": { "within": "2 h" } } },
          { "id": "CM-23", "when": { "kind": ["complaint", "suggestion"], "complaintClass": "C" },
            "then": { "firstReply": { "within": "24 h" } } },
          { "id": "CM-24", "when": { "kind": "complaint", "channel": "app" },
            "note": "a complaint that is filed in the app is a formal one",
            "then": { "specialistDecision": { "within": "48 h" } } },
          { "id": "CM-29", "when": { "golden": true },
            "note": "30 minutes in all: 1 to confirm, 5 to plan, 24 to carry out and report",
            "then": { "goldenThirty/confirmed": { "within": "1 min",  "pauseWhile": [] },
                      "goldenPlan":             { "within": "5 min",  "pauseWhile": [] },
                      "goldenReport":           { "within": "24 min", "pauseWhile": [] } } },
          { "id": "CM-60", "when": { "kind": "damageClaim" },
            "then": { "resolution": { "within": "24 h" } } },
          { "id": "CM-66-chat", "when": { "kind": "inquiry", "channel": "chat" },
            "note": "limits of a channel stand here, one rule for each",
            "then": { "firstReply": { "within": "5 min" } } },
          { "id": "CM-66-app", "when": { "kind": "inquiry", "channel": "app" },
            "then": { "firstReply": { "within": "10 min" } } }
        ],
        "agreements": [
          { "id": "CM-55",
            "when": { "all": [ { "tier": { "known": true } }, { "tier": "enterprise" } ] },
            "note": "the plan from 50,000 a year: its own agreement counts, also where it is looser",
            "then": { "firstReply": { "within": "30 min" }, "resolution": { "within": "8 h" } } }
        ],
        "metrics": {
          "takenUp":            { "start": ["opened"],        "stop": ["agentAssigned"] },
          "escalated":          { "start": ["opened"],        "stop": ["escalated"] },
          "specialistDecision": { "start": ["document voucher"], "stop": ["resolved"] },
          "goldenPlan":   { "start": ["stage goldenThirty/confirmed"],
                            "stop":  ["stage goldenThirty/planned"] },
          "goldenReport": { "start": ["stage goldenThirty/planned"],
                            "stop":  ["stage goldenThirty/reported"] }
        }
      },

      "compensation": {
        "note": "CM-52: sums follow from what happened and was paid; protected facts move none.",
        "caps": [
          { "id": "CM-36-case", "amount": "5000.00",   "per": "case",     "window": "lifetime",
            "covers": "compensationOnly", "counts": ["cash"] },
          { "id": "CM-36-year", "amount": "100000.00", "per": "customer", "window": "calendar year",
            "covers": "compensationOnly", "counts": ["cash"] }
        ],
        "settle": [
          { "stack": "highest", "adding": ["overtime"], "refunds": "highest",
            "note": "CM-36: the highest cause wins, overtime is added, then the caps apply" },
          { "cap": "CM-36-case" },
          { "cap": "CM-36-year" }
        ],
        "rules": [
          { "id": "CM-34", "when": { "cause": "missedPromise" },
            "then": { "steps": [ { "accrue": "1.00", "per": "started h" }, { "round": "exact" } ],
                      "group": "overtime" } },

          { "id": "CM-61-near", "note": "sums and regions are the desk's own to change",
            "when": { "cause": "lateDelivery",
                      "destination": ["HK", "MO", "TW", "JP", "KR", "SG", "MY", "TH", "VN", "PH",
                                      "ID"] },
            "then": [ { "bands": "delay", "reach": "whole", "rows": [
                          { "above": "0 h", "amount": "20.00" },
                          { "above": "72 h", "amount": "50.00" },
                          { "above": "168 h", "amount": "100.00" } ] },
                      { "round": "exact" } ] },
          { "id": "CM-61-far",
            "when": { "cause": "lateDelivery",
                      "destination": ["AU", "NZ", "US", "CA", "GB", "DE", "FR", "IT", "ES", "NL", "RU",
                                      "AE"] },
            "then": [ { "bands": "delay", "reach": "whole", "rows": [
                          { "above": "0 h", "amount": "40.00" },
                          { "above": "72 h", "amount": "100.00" },
                          { "above": "168 h", "amount": "200.00" } ] },
                      { "round": "exact" } ] },

          { "id": "CM-35", "when": { "cause": "belowStandard" },
            "note": "stands before the rules whose award it doubles",
            "then": [ { "refund": "paid" }, { "base": "awardOtherwiseDue" }, { "times": "2" },
                      { "round": "half even" } ] },
          { "id": "CM-31", "when": { "cause": ["fault", "belowStandard"], "fault": "minor" },
            "then": [ { "base": "serviceFee" }, { "times": "10%" }, { "round": "half even" } ] },
          { "id": "CM-32", "when": { "cause": ["fault", "belowStandard"], "fault": "heavyLoss" },
            "then": [ { "refund": "paid" }, { "base": "paid" }, { "times": "20%" },
                      { "round": "half even" } ] },
          { "id": "CM-33", "when": { "cause": ["fault", "belowStandard"], "fault": "humanError" },
            "then": { "steps": [ { "base": "appraisalFee" }, { "round": "exact" } ],
                      "form": "thirdPartyCost" } }
        ],
        "arbitration": { "note": "CM-36: alone can lift the caps", "fault": "heavyLoss" }
      },

      "disputes": {
        "note": "CM-37: arbitration before a court. CM-58: evidence and agreements enter the chain.",
        "evidence": ["voucher", "timedRecord", "evidence"],
        "levels": [
          { "id": "serviceReview", "within": "by end of 5 working days", "calendar": "office",
            "remindAfter": "by end of 3 working days", "afterLimit": "passesOn", "mayPassOn": true,
            "appealWithin": "15 days" },
          { "id": "arbitration", "within": "30 days", "afterLimit": "staysOverdue", "mayPassOn": false }
        ],
        "review": { "note": "CM-28", "from": 1, "through": 15, "mostTimes": 1 },
        "costs": "loserPays",
        "publication": { "after": "30 days", "masks": ["sums"] }
      },

      "membership": {
        "memberDay": 8,
        "tiers": [
          { "id": "member" },
          { "id": "enterprise", "note": "CM-55: the enterprise plan",
            "requirement": { "spend": "50000.00", "in": "rolling 12 months" },
            "priority": 1, "agreement": "CM-55" }
        ],
        "tierRules": { "validity": "whileQualified", "downgrade": "toQualified" },
        "points": {
          "expiry": { "endOfMonth": 12 }, "order": "oldestFirst", "rounding": "down",
          "stacking": "highest", "clawback": "owed", "expiredReturn": "lost" },
        "earnings": [
          { "id": "CM-55-fee", "when": { "activity": "enterprisePlan" },
            "then": { "qualifying": { "perSpend": 1, "each": "1.00" } } },
          { "id": "CM-40-feedback", "when": { "activity": "feedback" },
            "then": { "contribution": 10 } },
          { "id": "CM-40-suggestion", "when": { "activity": "suggestion" },
            "then": { "contribution": 30 } },
          { "id": "CM-40-trial", "when": { "activity": "trial" },
            "then": { "contribution": 50 } },
          { "id": "CM-63-year", "when": { "activity": "evidencePreservation" },
            "then": {
              "service": { "benefit": "evidencePreservation", "months": 12, "each": "99.00" } } }
        ],
        "rewards": [
          { "id": "CM-38", "when": { "cause": "rating", "stars": { "atLeast": 4 } },
            "then": { "coupon": "5.00" } },
          { "id": "CM-39-useful", "when": { "cause": "suggestion", "grade": "useful" },
            "then": { "money": "100.00" } },
          { "id": "CM-39-good", "when": { "cause": "suggestion", "grade": "good" },
            "then": { "money": "300.00" } },
          { "id": "CM-39-outstanding", "when": { "cause": "suggestion", "grade": "outstanding" },
            "then": { "money": "500.00" } },
          { "id": "CM-68-third", "when": { "cause": "proposal", "grade": "third" },
            "then": { "money": "50000.00", "pool": "proposals" } },
          { "id": "CM-68-second", "when": { "cause": "proposal", "grade": "second" },
            "then": { "money": "200000.00", "pool": "proposals" } },
          { "id": "CM-68-first", "when": { "cause": "proposal", "grade": "first" },
            "then": { "money": "500000.00", "pool": "proposals" } }
        ],
        "pools": [ { "id": "proposals", "perYear": "500000.00", "note": "CM-68" } ],
        "contributionLevels": [
          { "id": "helper",  "atLeast": 0 },
          { "id": "adviser", "atLeast": 100 },
          { "id": "partner", "atLeast": 500 },
          { "id": "creator", "atLeast": 2000 }
        ],
        "benefits": [ { "id": "evidencePreservation", "note": "CM-63: 99 a year" } ]
      },

      "routing": {
        "channels": [
          { "id": "phone", "exclusivity": "whole", "wrapUp": "30 s" },
          { "id": "video", "exclusivity": "whole" },
          { "id": "chat" }, { "id": "app" }, { "id": "appEmergency" }, { "id": "web" },
          { "id": "email" }, { "id": "social" },
          { "id": "counter", "exclusivity": "whole" }
        ],
        "priorities": [
          { "id": "emergency", "band": 9, "note": "CM-08, CM-69: ahead of every ordinary contact" },
          { "id": "urgent", "band": 5 },
          { "id": "high", "band": 3 },
          { "id": "accessible", "weight": "10000 h", "note": "CM-14: ahead of what is as urgent" },
          { "id": "normal" }
        ],
        "queues": [
          { "id": "emergency", "priority": "emergency",
            "agentOrder": ["penalty", "language", "idleSince"],
            "pools": [ { "group": "emergency" }, { "group": "front", "penalty": 1 } ],
            "overflow": [ { "when": { "waited": "60 s" }, "then": { "duty": "nights" } } ] },
          { "id": "hotline", "hours": "hotline", "pools": [ { "group": "front" } ],
            "overflow": [ { "when": "closed", "then": { "duty": "nights" } } ],
            "note": "CM-12: the mainland's centre. CM-03: at night somebody is on call" },
          { "id": "inquiries", "hours": "hotline", "pools": [ { "group": "front" } ],
            "overflow": [ { "when": "closed", "then": { "duty": "nights" } } ] },
          { "id": "complaints", "hours": "hotline",
            "pools": [ { "group": "complaints" }, { "group": "front", "after": "2 min" } ],
            "overflow": [ { "when": "closed", "then": { "duty": "nights" } } ] },
          { "id": "faults", "hours": "hotline",
            "pools": [ { "group": "technical" }, { "group": "front", "after": "2 min" } ],
            "overflow": [ { "when": "closed", "then": { "duty": "nights" } } ] },
          { "id": "specialists", "hours": "hotline",
            "pools": [ { "group": "specialists" }, { "group": "complaints", "after": "10 min" } ],
            "overflow": [ { "when": "closed", "then": { "duty": "nights" } } ] },
          { "id": "task-force", "priority": "urgent", "pools": [ { "group": "task-force" } ] },
          { "id": "vip", "hours": "hotlineForMembers", "priority": "high",
            "pools": [ { "group": "vip" }, { "group": "front", "after": "30 s" } ],
            "overflow": [ { "when": "closed", "then": { "duty": "nights" } } ] },
          { "id": "enterprise", "priority": "high", "pools": [ { "group": "enterprise" } ] },
          { "id": "legal", "hours": "hotline", "pools": [ { "group": "legal" } ],
            "overflow": [ { "when": "closed", "then": "message" } ] },
          { "id": "accessibility", "priority": "accessible",
            "agentOrder": ["language", "penalty", "idleSince"],
            "pools": [ { "group": "accessibility" }, { "group": "front", "penalty": 1 } ],
            "overflow": [ { "when": { "waited": "60 s" }, "then": { "duty": "nights" } } ] },

          { "id": "europe", "hours": "europe", "agentOrder": ["language", "idleSince"],
            "pools": [ { "group": "london", "hours": "london" },
                       { "group": "frankfurt", "hours": "frankfurt" } ],
            "overflow": [ { "when": "closed", "then": { "queue": "hotline" } },
                          { "when": { "closingWithin": "0 s" }, "then": { "queue": "hotline" } } ] },
          { "id": "northAmerica", "hours": "northAmerica", "agentOrder": ["language", "idleSince"],
            "pools": [ { "group": "los-angeles", "hours": "losAngeles" },
                       { "group": "chicago", "hours": "chicago" } ],
            "overflow": [ { "when": "closed", "then": { "queue": "hotline" } },
                          { "when": { "closingWithin": "0 s" }, "then": { "queue": "hotline" } } ] },
          { "id": "southEastAsia", "hours": "southEastAsia", "agentOrder": ["language", "idleSince"],
            "pools": [ { "group": "singapore", "hours": "singapore" },
                       { "group": "bangkok", "hours": "bangkok" } ],
            "overflow": [ { "when": "closed", "then": { "queue": "hotline" } },
                          { "when": { "closingWithin": "0 s" }, "then": { "queue": "hotline" } } ] },
          { "id": "social-responsibility", "hours": "hotline",
            "pools": [ { "group": "social-responsibility" } ],
            "overflow": [ { "when": "closed", "then": "message" } ] }
        ],
        "agentOrder": ["language", "ring", "proficiency", "idleSince"],
        "choice": {
          "rules": [
            { "id": "CM-69", "when": { "channel": "appEmergency" },
              "then": { "queue": "emergency", "priority": "emergency" } },
            { "id": "CM-55-queue",
              "when": { "all": [ { "tier": { "known": true } }, { "tier": "enterprise" } ] },
              "then": { "queue": "enterprise" } },
            { "id": "CM-21-queue", "when": { "kind": "complaint", "complaintClass": "A" },
              "then": { "queue": "task-force", "priority": "urgent" } },
            { "id": "CM-12-europe", "when": { "region": "europe" },
              "then": { "queue": "europe" } },
            { "id": "CM-12-north-america", "when": { "region": "northAmerica" },
              "then": { "queue": "northAmerica" } },
            { "id": "CM-12-south-east-asia", "when": { "region": "southEastAsia" },
              "then": { "queue": "southEastAsia" } },
            { "id": "CM-20-queue",
              "when": { "kind": ["technicalFault", "incident"], "severity": "major" },
              "then": { "queue": "faults", "priority": "urgent" } },
            { "id": "faults", "when": { "kind": ["technicalFault", "incident"] },
              "then": { "queue": "faults" } },
            { "id": "CM-24-queue", "when": { "kind": "complaint", "channel": "app" },
              "then": { "queue": "specialists" } },
            { "id": "complaints", "when": { "kind": ["complaint", "suggestion", "damageClaim"] },
              "then": { "queue": "complaints" } },
            { "id": "inquiries", "when": { "kind": "inquiry" },
              "then": { "queue": "inquiries", "priority": "normal" } }
          ]
        },
        "note": "CM-13: speakers first, then translation below the bound. CM-14: accessibleWeight.",
        "transfers": { "keepsPlace": true },
        "accessibleWeight": "10000 h",
        "translationDelayBound": "1 s",
        "fallback": "hotline"
      },
      "work": { "language": "language", "accessible": { "ageGroup": "elderly" } },

      "menus": {
        "hotline": {
          "note": "CM-59: the star asks for a person at every step. CM-08: a 9 before the main number.",
          "start": "hours",
          "limits": ["3 s", "5 s", "8 s"], "retries": 2,
          "otherwise": { "queue": "hotline" },
          "person": { "queue": "hotline" }, "personKey": "*",
          "number": "4000000000",
          "prefixes": { "9": { "queue": "emergency" } },
          "extensions": {
            "6666": { "queue": "enterprise" }, "7777": { "queue": "legal" },
            "8888": { "queue": "accessibility" }, "9999": { "queue": "social-responsibility" } },
          "nodes": {
            "hours": { "hours": "hotline", "open": "businessType", "closed": "night",
                       "note": "CM-03: staffed hours come before night mode" },
            "businessType": {
              "note": "CM-09. CM-10: the first of three levels. CM-11: takes extensions, too.",
              "ask": "business-type", "level": 1, "extensions": true,
              "keys": {
                "1": { "to": "inquiryClass",   "learns": { "kind": "inquiry" } },
                "2": { "to": "complaintClass", "learns": { "kind": "complaint" } },
                "3": { "to": "faultClass",     "learns": { "kind": "technicalFault" } },
                "0": "memberNumber" } },
            "inquiryClass": {
              "note": "CM-10: the second level",
              "ask": "problem-class", "level": 2,
              "keys": {
                "1": { "to": "inquiryUrgency", "learns": { "problemClass": "account" } },
                "2": { "to": "inquiryUrgency", "learns": { "problemClass": "product" } },
                "3": { "to": "inquiryUrgency", "learns": { "problemClass": "afterSales" } } } },
            "complaintClass": {
              "ask": "problem-class", "level": 2,
              "keys": {
                "1": { "to": "complaintUrgency", "learns": { "problemClass": "account" } },
                "2": { "to": "complaintUrgency", "learns": { "problemClass": "product" } },
                "3": { "to": "complaintUrgency", "learns": { "problemClass": "afterSales" } } } },
            "faultClass": {
              "ask": "problem-class", "level": 2,
              "keys": {
                "1": { "to": "faultUrgency", "learns": { "problemClass": "account" } },
                "2": { "to": "faultUrgency", "learns": { "problemClass": "product" } },
                "3": { "to": "faultUrgency", "learns": { "problemClass": "afterSales" } } } },
            "inquiryUrgency": {
              "note": "CM-10: the third level",
              "ask": "urgency", "level": 3,
              "keys": {
                "1": { "to": { "queue": "inquiries" }, "learns": { "severity": "routine" } },
                "2": { "to": { "queue": "inquiries" }, "learns": { "severity": "urgent" } },
                "3": { "to": { "queue": "inquiries" }, "learns": { "severity": "major" } } } },
            "complaintUrgency": {
              "ask": "urgency", "level": 3,
              "keys": {
                "1": { "to": { "queue": "complaints" }, "learns": { "severity": "routine" } },
                "2": { "to": { "queue": "complaints" }, "learns": { "severity": "urgent" } },
                "3": { "to": { "queue": "complaints" }, "learns": { "severity": "major" } } } },
            "faultUrgency": {
              "ask": "urgency", "level": 3,
              "keys": {
                "1": { "to": { "queue": "faults" }, "learns": { "severity": "routine" } },
                "2": { "to": { "queue": "faults" }, "learns": { "severity": "urgent" } },
                "3": { "to": { "queue": "faults" }, "learns": { "severity": "major" } } } },
            "memberNumber": {
              "note": "CM-09: VIP only with a verified number; otherwise back to the ordinary menu",
              "number": "memberNumber", "ask": "member-number", "digits": 8,
              "within": "8 s", "checkWithin": "5 s", "tries": 2,
              "verified": { "queue": "vip" }, "otherwise": "hours" },
            "night": {
              "note": "CM-03: the voice system answers first, a person on call stands behind it",
              "ask": "night-assistant", "level": 3,
              "keys": {
                "1": { "message": "answers-at-night" },
                "2": { "queue": "emergency" },
                "0": "memberNumber" },
              "otherwise": { "onDuty": "primary", "roster": "nights" } }
          }
        },

        "selfDiagnosis": {
          "note": "CM-71: ten classes of problems, answers by product line; findings go along.",
          "start": "diagnosis", "limits": ["30 s", "30 s", "60 s"], "retries": 1,
          "otherwise": { "queue": "faults" },
          "person": { "queue": "faults" }, "personKey": "*",
          "nodes": {
            "diagnosis": {
              "ask": "which-problem", "level": 1,
              "keys": {
                "1": { "to": "productLine", "learns": { "diagnosis": "login" } },
                "2": { "to": "productLine", "learns": { "diagnosis": "verification" } },
                "3": { "to": "productLine", "learns": { "diagnosis": "payment" } },
                "4": { "to": "productLine", "learns": { "diagnosis": "recharge" } },
                "5": { "to": "productLine", "learns": { "diagnosis": "delivery" } },
                "6": { "to": "productLine", "learns": { "diagnosis": "membershipBenefit" } },
                "7": { "to": "productLine", "learns": { "diagnosis": "server" } },
                "8": { "to": "productLine", "learns": { "diagnosis": "connection" } },
                "9": { "to": "productLine", "learns": { "diagnosis": "installation" } },
                "0": { "to": "productLine", "learns": { "diagnosis": "lostItem" } } } },
            "productLine": {
              "ask": "which-product", "level": 2,
              "keys": {
                "1": { "to": "mobileGame",   "learns": { "productLine": "mobileGame" } },
                "2": { "to": "computerGame", "learns": { "productLine": "computerGame" } },
                "3": { "to": "shop",         "learns": { "productLine": "shop" } },
                "4": { "to": "membership",   "learns": { "productLine": "membership" } } } },
            "mobileGame":   { "say": "knowledge-mobile-game",   "then": "helped" },
            "computerGame": { "say": "knowledge-computer-game", "then": "helped" },
            "shop":         { "say": "knowledge-shop",          "then": "helped" },
            "membership":   { "say": "knowledge-membership",    "then": "helped" },
            "helped": {
              "ask": "did-it-help", "level": 3,
              "keys": { "1": { "message": "thank-you" }, "2": { "queue": "faults" } } }
          }
        }
      },

      "triage": {
        "note": "CM-59: a person can be asked for at every level.",
        "levels": [
          { "id": "assistant", "score": "intent", "atLeast": 700, "within": "30 s" },
          { "id": "knowledge", "score": "match", "atLeast": 700, "within": "30 s",
            "note": "CM-71: answers are filed by product line" },
          { "id": "person", "to": { "queue": "hotline" } }
        ],
        "guards": [
          { "score": "sentiment", "below": 300, "to": { "queue": "hotline" }, "note": "CM-57" } ],
        "humanFirst": [
          { "trait": "elderly",  "to": { "queue": "accessibility" }, "note": "CM-14: no bot first" },
          { "trait": "disabled", "to": { "queue": "accessibility" }, "note": "CM-14" } ]
      },

      "contactTrees": {
        "incident": {
          "note": "CM-48: tried in order, 5, 10 and 15 minutes each",
          "levels": [
            { "id": "provinceLead", "within": "5 min",
              "call": [ { "onDuty": "provinceLead", "roster": "incidents", "by": "phone" } ] },
            { "id": "citySupport", "within": "10 min",
              "call": [ { "onDuty": "citySupport", "roster": "incidents", "by": "chat" } ] },
            { "id": "expert", "within": "15 min",
              "call": [ { "onDuty": "expert", "roster": "incidents", "by": "remote" } ] } ]
        }
      },

      "slots": {
        "abroad": {
          "note": "CM-06: told by the clocks of the customer", "calendar": "hotline",
          "length": "30 min", "capacity": 4, "lead": "1 h", "horizon": "30 days" },
        "signLanguage": {
          "note": "CM-15: at least 72 h ahead", "calendar": "hotline",
          "length": "60 min", "lead": "72 h", "horizon": "60 days" },
        "callbackMainland": {
          "note": "CM-62: call-backs, by the region of the customer", "calendar": "callbackMainland",
          "length": "15 min", "capacity": 10, "horizon": "7 days" },
        "callbackEurope": {
          "note": "CM-62", "calendar": "callbackEurope",
          "length": "15 min", "capacity": 4, "horizon": "7 days" },
        "callbackNorthAmerica": {
          "note": "CM-62", "calendar": "callbackNorthAmerica",
          "length": "15 min", "capacity": 4, "horizon": "7 days" },
        "callbackSouthEastAsia": {
          "note": "CM-62", "calendar": "callbackSouthEastAsia",
          "length": "15 min", "capacity": 4, "horizon": "7 days" }
      },

      "staffing": {
        "model": { "erlangA": { "patience": 180 } },
        "goal": { "serviceLevel": { "atLeast": 0.8, "within": 15 }, "occupancy": 0.85 },
        "shrinkage": "30%",
        "surges": {
          "combination": "highest",
          "rules": [
            { "id": "CM-07", "raise": "50%", "leadDays": 3,
              "holidays": [
                { "name": "Dragon Boat Festival 2025", "from": "2025-05-31", "through": "2025-06-02" },
                { "name": "National Day 2025",         "from": "2025-10-01", "through": "2025-10-08" },
                { "name": "New Year's Day 2026",       "from": "2026-01-01", "through": "2026-01-03" },
                { "name": "Spring Festival 2026",      "from": "2026-02-15", "through": "2026-02-23" },
                { "name": "Tomb-sweeping Day 2026",    "from": "2026-04-04", "through": "2026-04-06" },
                { "name": "Labour Day 2026",           "from": "2026-05-01", "through": "2026-05-05" },
                { "name": "Dragon Boat Festival 2026", "from": "2026-06-19", "through": "2026-06-21" },
                { "name": "Mid-autumn Festival 2026",  "from": "2026-09-25", "through": "2026-09-27" },
                { "name": "National Day 2026",         "from": "2026-10-01", "through": "2026-10-07" }
              ] }
          ]
        }
      },

      "subjects": {
        "tickets": { "promises": ["firstReply"],
                     "adds": { "severity": { "ordered": ["routine", "urgent", "major"] } } }
      },
      "metrics": [
        { "id": "CM-18", "measure": "attainment", "metric": "firstReply",
          "filter": { "kind": ["technicalFault", "damageClaim", "incident"], "severity": "routine" },
          "period": "month", "objective": { "atLeast": "90%" } },
        { "id": "CM-41", "measure": "firstContactResolution", "period": "month",
          "objective": { "atLeast": "92%" } },
        { "id": "CM-42", "measure": "replyTime", "period": "month" },
        { "id": "CM-43", "measure": "repeatComplaintsOfAll", "period": "month",
          "objective": { "atMost": "8%" } },
        { "id": "CM-44", "measure": "topProblems", "top": 10, "period": "month" },
        { "id": "CM-45-satisfaction", "measure": "satisfaction.topBox", "from": 4, "period": "month",
          "objective": { "atLeast": "95%" } },
        { "id": "CM-45-satisfaction-vision", "measure": "satisfaction.topBox", "from": 4,
          "period": "year", "objective": { "atLeast": "98%" } },
        { "id": "CM-45-errors", "measure": "errorRate", "period": "month",
          "objective": { "below": "0.3%" } },
        { "id": "CM-45-response-vision", "measure": "replyTime", "period": "year",
          "objective": { "atMost": "15 s" } },
        { "id": "CM-45-talk", "measure": "averageTalkTime", "period": "month" },
        { "id": "CM-47", "measure": "stars", "by": ["agent"], "period": "month" },
        { "id": "CM-68", "measure": "acceptedProposals", "period": "year",
          "objective": { "atLeast": 5000 } }
      ],
      "reports": [
        { "id": "CM-56-supervision", "period": "month", "for": "supervisor",
          "metrics": ["CM-18", "CM-41", "CM-42", "CM-43", "CM-44", "CM-45-satisfaction", "CM-45-errors",
                      "CM-45-talk"],
          "references": [ { "metric": "CM-42", "name": "industry", "value": "375 s" } ] },
        { "id": "CM-56-white-paper", "period": "quarter", "for": "public",
          "metrics": ["CM-41", "CM-42", "CM-43", "CM-44", "CM-45-satisfaction"],
          "references": [ { "metric": "CM-42", "name": "industry", "value": "375 s" } ] },
        { "id": "CM-56-satisfaction", "period": "year", "for": "public",
          "metrics": ["CM-45-satisfaction", "CM-45-satisfaction-vision", "CM-45-response-vision",
                      "CM-47", "CM-68"] },
        { "id": "CM-56-enterprise-audit", "period": "year", "for": "enterprise",
          "metrics": ["CM-18", "CM-41", "CM-42", "CM-43", "CM-45-satisfaction", "CM-45-errors"] }
      ],

      "agenda": [
        { "id": "CM-65-check",  "on": "1st of month", "at": "09:00", "purpose": "account check" },
        { "id": "CM-65-backup", "before": "24 h", "event": "declaredEvent", "purpose": "backup" }
      ],
      "publishing": { "findings": "noErrors", "backTest": true, "secondPerson": true },
      "accepted": [
        { "at": "coverage.CM-03", "finding": "uncovered",
          "because": "CM-03: the hours are published like this; nightMode covers what they leave."  }
      ]
    }
    """#
}
