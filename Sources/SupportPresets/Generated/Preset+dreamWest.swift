// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

// Generated from Books/dream-west.json by .ci/presets.py; change the book instead.

extension Preset {
  static let dreamWestText = #"""
    {
      "format": 0, "id": "dream-west", "version": "2025-09", "effectiveFrom": "2025-09-01",
      "note": "Published service standards of Dream West, a travel game, DX-01 to DX-49. A reading is ours.",
      "changelog": [
        { "version": "2025-09", "note": "As published; the typhoon of 24 September is declared." }
      ],
      "zone": "Asia/Shanghai", "currency": "CNY",

      "calendars": {
        "service": { "aroundTheClock": true, "note": "DX-01: at any hour of the year, holidays included." },
        "day": { "weekly": { "mon-sun": ["08:00-22:00"] }, "note": "DX-26, DX-44: outside it lies the night." },
        "supervision": { "weekly": { "mon-sun": ["09:00-21:00"] }, "note": "DX-40" }
      },

      "rosters": {
        "managers": {
          "layers": [
            { "id": "week", "start": "2025-09-01", "handover": "08:00", "every": "week",
              "people": ["manager-1", "manager-2", "manager-3"] } ],
          "note": "DX-26: the managers on duty. Put your own names here." }
      },

      "coverage": [ { "id": "DX-01", "always": true, "by": ["service"] } ],

      "facts": {
        "channel": { "oneOf": ["phone", "video", "chat", "sms", "email", "web", "emergency"],
          "optional": true, "note": "DX-04: text, voice, video." },
        "language": { "oneOf": ["zh", "en", "ja", "ko", "th"], "optional": true, "note": "DX-04" },
        "region": { "is": "text", "optional": true },
        "needs": { "flags": ["elderly", "disabled", "abroad", "signLanguage", "voiceDescription"],
          "optional": true },
        "customerType": { "oneOf": ["individual", "keyAccount", "enterprise"], "optional": true },
        "event": { "oneOf": ["none", "typhoon"], "optional": true },
        "outage": { "oneOf": ["light", "heavy"], "optional": true },
        "orderNumber": { "is": "text", "optional": true },
        "eTicketCode": { "is": "text", "personal": true, "optional": true,
          "note": "DX-45: what is personal is masked for all who do not need it." },
        "passenger": { "is": "text", "personal": true, "optional": true },
        "reach": { "is": "text", "personal": true, "optional": true },
        "cabin": { "ordered": ["economy", "business", "first"], "optional": true },
        "beforeDeparture": { "duration": { "atLeast": "-8784 h", "atMost": "8784 h" }, "optional": true },
        "paid": { "money": "CNY", "optional": true },
        "suppliers": { "integer": { "atLeast": 0, "atMost": 100 }, "optional": true },
        "faultOf": { "oneOf": ["nobody", "company", "supplier", "customer"], "optional": true }
      },

      "tickets": {
        "note": "DX-06: the first owner keeps a case. DX-36: no customer sees a reason. DX-39: receipts.",
        "kinds": ["inquiry", "fault", "booking", "rebooking", "return", "complaint", "suggestion", "incident"],
        "fields": { "passenger": { "verifiedBy": "any" }, "reach": { "verifiedBy": "any" } },
        "intake": [
          { "id": "opening", "requires": ["channel", "kind"], "noted": ["customer", "field orderNumber"],
            "note": "Promises and routes ask for both." }
        ],
        "reasonsRequired": ["transfer"],
        "transfers": { "most": 2, "within": "contact", "escalateTo": "leads",
          "note": "DX-07: a third one within a contact raises the case instead, a reading." },
        "ownerKeeps": true,
        "procedures": [
          { "id": "contact", "stages": ["answered", "needConfirmed", "routed", "served", "closingChecked"],
            "note": "DX-05: the steps of a contact." },
          { "id": "return", "stages": ["accepted", "paidOut"], "note": "DX-17: returns and exchanges." },
          { "id": "incident", "stages": ["confirmed", "customersTold", "restored"], "note": "DX-12" },
          { "id": "improvement", "stages": ["proposed", "classified", "designed", "piloted", "rolledOut"],
            "window": { "earliest": "45 days", "latest": "90 days" }, "note": "DX-32" }
        ],
        "receiptNeeded": true,
        "recordings": { "neededOver": ["phone", "video"], "mustBeEncrypted": true,
          "note": "DX-34: never in the clear. DX-46: a contact without its recording is reported." },
        "inspection": { "below": "85%", "escalateTo": "quality",
          "note": "DX-42: that a lower score opens a review, and the bound, are readings." },
        "abuse": { "bound": "90%", "warnings": 1, "blockFor": "24 h",
          "note": "DX-25: warning, length and bound are readings. Each block can be appealed against." },
        "identity": { "methods": ["eTicketCode", "orderNumber"], "neededFor": ["disclose", "erase"],
          "note": "DX-47; progress can be asked for at any instant." },
        "notices": [
          { "purpose": "booking", "when": { "kind": "booking" }, "channels": ["sms", "chat", "email"],
            "after": ["solve"], "note": "DX-31" },
          { "purpose": "outage", "when": { "kind": "incident", "outage": "heavy" },
            "channels": ["sms", "web"], "note": "DX-12: sent by whoever words it." },
          { "purpose": "louderVoice", "when": { "needs": { "anyOf": ["elderly"] } },
            "channels": ["phone"], "after": ["startContact"], "note": "DX-48" },
          { "purpose": "signLanguage", "when": { "needs": { "anyOf": ["signLanguage"] } },
            "channels": ["video"], "after": ["startContact"], "note": "DX-48" },
          { "purpose": "voiceDescription", "when": { "needs": { "anyOf": ["voiceDescription"] } },
            "channels": ["chat", "video"], "after": ["startContact"], "note": "DX-48" }
        ],
        "retention": [
          { "id": "DX-45", "keep": "personal", "for": "0 h", "from": "closing",
            "note": "Personal data can be erased once the case is closed, a reading." },
          { "id": "DX-34", "keep": "evidence", "for": "36 months", "from": "closing", "note": "A reading." }
        ],
        "duplicates": { "fields": ["orderNumber"], "category": true, "within": "72 h",
          "note": "DX-24: order, class of problem and time are readings. Any channel, any time zone." },
        "afterAccountClosure": { "channels": ["emergency"], "for": "36 months", "note": "DX-35" }
      },

      "classification": {
        "rules": [
          { "id": "DX-28-green",
            "when": { "needs": { "anyOf": ["disabled", "signLanguage", "voiceDescription"] } },
            "then": { "priority": "green" } },
          { "id": "DX-14-platinum", "when": { "tier": "platinum" }, "then": { "priority": "platinum" } },
          { "id": "DX-14-gold", "when": { "tier": "gold" }, "then": { "priority": "gold" } },
          { "id": "DX-14-silver", "when": { "tier": "silver" }, "then": { "priority": "silver" } },
          { "id": "DX-14-standard", "when": { "tier": "standard" }, "then": { "priority": "standard" } },
          { "id": "ordinary",
            "then": { "set": { "needs": [], "customerType": "individual", "event": "none" } },
            "note": "What nobody said: an ordinary customer on an ordinary day." },
          { "id": "ordinary-incident", "when": { "kind": "incident" },
            "then": { "set": { "outage": "light" } } }
        ]
      },

      "serviceLevels": {
        "choose": "strictest",
        "remindAt": ["75%"],
        "metrics": {
          "answered": { "start": ["contactStarted"], "stop": ["stage contact/answered", "reply"] },
          "needConfirmed": { "start": ["stage contact/answered"], "stop": ["stage contact/needConfirmed"] },
          "routed": { "start": ["stage contact/needConfirmed"], "stop": ["stage contact/routed"] },
          "served": { "start": ["stage contact/routed"], "stop": ["stage contact/served"] },
          "closingChecked": { "start": ["stage contact/served"], "stop": ["stage contact/closingChecked"] },
          "person": { "start": ["contactStarted"], "stop": ["agentAssigned", "workStarted", "reply"] },
          "customersTold": { "start": ["opened"],
            "stop": ["notice outage", "stage incident/customersTold"] },
          "paidOut": { "start": ["stage return/accepted"], "stop": ["stage return/paidOut"] }
        },
        "rules": [
          { "id": "DX-05", "when": { "channel": ["phone", "video", "chat"] },
            "then": { "answered": { "within": "8 s", "remindAt": [] },
                      "needConfirmed": { "within": "30 s", "remindAt": [] },
                      "routed": { "within": "15 s", "remindAt": [] },
                      "served": { "within": "3 min", "remindAt": [] },
                      "closingChecked": { "within": "30 s", "remindAt": [] } },
            "note": "Each step from the one before it." },
          { "id": "DX-43", "when": { "channel": ["phone", "video", "chat"] },
            "then": { "person": { "within": "15 s", "remindAt": [] } },
            "note": "What the greeting promises, beside DX-05." },
          { "id": "DX-08", "when": { "kind": "fault" }, "then": { "firstReply": { "within": "15 min" } } },
          { "id": "DX-09", "when": { "kind": "complaint" }, "then": { "pickup": { "within": "30 min" } } },
          { "id": "DX-10", "when": { "kind": "complaint" },
            "then": { "resolution": { "within": "48 h", "escalate": { "ladder": "DX-11", "from": "start" } } } },
          { "id": "DX-12", "when": { "kind": "incident", "outage": "heavy" },
            "then": { "customersTold": { "within": "2 h" } } },
          { "id": "DX-13-silver", "when": { "all": [{ "tier": { "known": true } }, { "tier": "silver" }] },
            "then": { "firstReply": { "within": "15 min" } } },
          { "id": "DX-13-gold", "when": { "all": [{ "tier": { "known": true } }, { "tier": "gold" }] },
            "then": { "firstReply": { "within": "10 min" } } },
          { "id": "DX-13-platinum", "when": { "all": [{ "tier": { "known": true } }, { "tier": "platinum" }] },
            "then": { "firstReply": { "within": "5 min" } } },
          { "id": "DX-17", "when": { "kind": "return" }, "then": { "paidOut": { "within": "72 h" } } }
        ],
        "ladders": {
          "DX-11": { "levels": [
            { "id": "key-accounts", "after": "48 h" },
            { "id": "service-director", "after": "48 h" },
            { "id": "board", "after": "24 h" } ] }
        }
      },

      "compensation": {
        "settle": [ { "stack": "highest", "adding": ["missedStandards"], "refunds": "highest" } ],
        "rules": [
          { "id": "DX-10", "when": { "cause": "missedPromise", "promiseRule": "DX-10" },
            "then": { "steps": [{ "base": "notStated" }, { "round": "exact" }], "group": "missedStandards" },
            "note": "Compensated by itself. The standards name no sum: put yours here." },
          { "id": "DX-23", "when": { "cause": "missedPromise" },
            "then": { "steps": [{ "base": "10.00" }, { "round": "exact" }], "group": "missedStandards" },
            "note": "Any other missed standard, without a claim, each miss once. The sum is a reading." },
          { "id": "DX-21", "when": { "cause": "mishandledRebooking", "suppliers": { "atLeast": 3 } },
            "then": { "steps": [{ "refund": "paid" }, { "round": "exact" }],
                      "grants": [{ "points": 2000 }, { "benefit": "platinum" }] },
            "note": "The solution within 48 h is the promise of DX-10." },
          { "id": "DX-22",
            "when": { "cause": ["fault", "refund", "rebooking", "mishandledRebooking"], "faultOf": "company" },
            "then": [{ "base": "awardOtherwiseDue" }, { "times": "2" }, { "round": "half even" }],
            "note": "Twice what would be due otherwise, a reading." },
          { "id": "DX-22-single", "when": { "cause": "fault" },
            "then": [{ "base": "paid" }, { "times": "10%" }, { "round": "half even" }],
            "note": "What a fault is worth before it is doubled. The share is a reading." },
          { "id": "DX-16-economy",
            "when": { "cause": ["refund", "rebooking", "mishandledRebooking"], "cabin": "economy" },
            "then": [{ "base": "paid" }, { "times": "10%" },
                     { "bands": "beforeDeparture", "rows": [{ "rate": "100%" },
                       { "atLeast": "24 h", "rate": "50%" }, { "atLeast": "72 h", "rate": "25%" }] },
                     { "round": "half even" }],
            "note": "All of it on the last day, half in the two days before, a quarter earlier: readings." },
          { "id": "DX-16-business",
            "when": { "cause": ["refund", "rebooking", "mishandledRebooking"], "cabin": "business" },
            "then": [{ "base": "paid" }, { "times": "20%" },
                     { "bands": "beforeDeparture", "rows": [{ "rate": "100%" },
                       { "atLeast": "24 h", "rate": "50%" }, { "atLeast": "72 h", "rate": "25%" }] },
                     { "round": "half even" }] },
          { "id": "DX-16-first",
            "when": { "cause": ["refund", "rebooking", "mishandledRebooking"], "cabin": "first" },
            "then": [{ "base": "paid" }, { "times": "30%" },
                     { "bands": "beforeDeparture", "rows": [{ "rate": "100%" },
                       { "atLeast": "24 h", "rate": "50%" }, { "atLeast": "72 h", "rate": "25%" }] },
                     { "round": "half even" }] },
          { "id": "DX-17", "when": { "cause": "return" }, "then": [{ "refund": "paid" }, { "round": "exact" }] }
        ],
        "payment": { "within": "72 h", "note": "DX-17" }
      },

      "disputes": {
        "evidence": ["order", "correspondence"],
        "levels": [
          { "id": "customerSide", "within": "3 days", "remindAfter": "2 days", "afterLimit": "passesOn",
            "mayPassOn": true, "appealWithin": "7 days",
            "note": "DX-19: passing on and all times are readings; the last level is final." },
          { "id": "operations", "within": "5 days", "remindAfter": "4 days", "afterLimit": "passesOn",
            "mayPassOn": true, "appealWithin": "7 days" },
          { "id": "legal", "within": "10 days", "remindAfter": "8 days", "afterLimit": "staysOverdue",
            "mayPassOn": false }
        ],
        "costs": "company",
        "publication": { "after": "30 days", "masks": ["sums", "dates"],
          "note": "DX-20: the last of five steps; what is masked besides people is a reading." }
      },

      "upgrades": { "classes": ["economy", "business", "first"], "offer": "best",
        "note": "DX-18: never a worse class; that the best free one is offered is a reading." },

      "membership": {
        "tiers": [
          { "id": "standard", "priority": 1, "note": "DX-13: priority connection." },
          { "id": "silver", "requirement": { "spend": "5000.00", "in": "calendar year" }, "priority": 2,
            "response": "15 min",
            "benefits": [
              { "id": "freeUpgrade", "allowance": { "count": 1, "per": "calendar month", "carryOver": "never" },
                "note": "DX-15" } ] },
          { "id": "gold", "requirement": { "spend": "20000.00", "in": "calendar year" }, "priority": 3,
            "response": "10 min",
            "benefits": [
              { "id": "freeUpgrade", "allowance": { "count": 1, "per": "calendar month", "carryOver": "never" } },
              { "id": "travelPlanning", "allowance": { "count": 1, "per": "calendar year", "carryOver": "never" } } ] },
          { "id": "platinum", "requirement": { "spend": "50000.00", "in": "calendar year" }, "priority": 4,
            "response": "5 min",
            "benefits": [
              { "id": "freeUpgrade", "allowance": { "count": 1, "per": "calendar month", "carryOver": "never" } },
              { "id": "travelPlanning", "allowance": { "count": 1, "per": "calendar year", "carryOver": "never" } },
              { "id": "concierge", "calendar": "service" } ],
            "note": "DX-13; keeping what lower levels have, and the sums, are readings." }
        ],
        "tierRules": { "validity": { "endOf": "calendar year", "further": 1 }, "downgrade": "oneDown" },
        "points": { "expiry": { "endOfMonth": 24 }, "order": "oldestFirst", "rounding": "down",
          "stacking": "highest", "clawback": "owed", "expiredReturn": "lost",
          "note": "DX-38: the oldest points are redeemed first, a reading." },
        "earnings": [
          { "id": "DX-38", "when": { "activity": "purchase" },
            "then": { "points": { "perSpend": 1, "each": "1.00" },
                      "service": { "benefit": "serviceTime", "months": 1, "each": "1000.00" } },
            "note": "Each full 1,000 yuan prolongs the service by a month; the sum is a reading." }
        ],
        "benefits": [
          { "id": "serviceTime", "note": "DX-38: service duration that was earned by spending." },
          { "id": "quarterlyReport", "allowance": { "count": 1, "per": "calendar quarter", "carryOver": "never" },
            "note": "DX-49: of enterprises." },
          { "id": "trainings", "allowance": { "count": 12, "per": "calendar year", "carryOver": "never" },
            "note": "DX-49: of enterprises." }
        ],
        "certification": {
          "dimensions": [
            { "name": "knowledge", "items": 4 }, { "name": "language", "items": 3 },
            { "name": "procedure", "items": 4 }, { "name": "empathy", "items": 3 },
            { "name": "systems", "items": 3 }, { "name": "compliance", "items": 3 } ],
          "highest": 5, "pass": "80%", "period": "calendar month",
          "ratings": { "weight": "30%", "from": 10,
            "note": "DX-33: the score is tied to the ratings of customers; both figures are readings." },
          "note": "DX-33: of agents, 6 dimensions and 20 items; names, scores and bound are readings." },
        "closing": { "kept": [ { "part": "emergencyChannel", "for": "36 months" } ], "note": "DX-35" }
      },

      "routing": {
        "note": "DX-03: agents say their languages, skills and regions; work says its own.",
        "channels": [
          { "id": "phone", "exclusivity": "whole", "wrapUp": "30 s" },
          { "id": "video", "exclusivity": "whole", "wrapUp": "30 s" },
          { "id": "chat" }, { "id": "sms" }, { "id": "email" }, { "id": "web" },
          { "id": "emergency", "exclusivity": "whole" }
        ],
        "priorities": [
          { "id": "emergency", "band": 9 },
          { "id": "green", "band": 8, "note": "DX-28: the green channel." },
          { "id": "platinum", "band": 4, "note": "DX-14: higher levels first, a reading." },
          { "id": "gold", "band": 3 },
          { "id": "silver", "band": 2 },
          { "id": "standard", "band": 1 }
        ],
        "queues": [
          { "id": "emergency", "priority": "emergency" },
          { "id": "green", "agentOrder": ["language", "penalty", "idleSince"],
            "pools": [{ "group": "accessibility" }, { "group": "front", "penalty": 1 }] },
          { "id": "response", "pools": [{ "group": "response" }, { "group": "front", "after": "1 min" }] },
          { "id": "keyAccounts", "pools": [{ "group": "keyAccounts" }, { "group": "front", "after": "1 min" }] },
          { "id": "enterprise", "pools": [{ "group": "enterprise" }, { "group": "front", "after": "1 min" }] },
          { "id": "shortMessages", "hours": "day", "pools": [{ "group": "front" }],
            "overflow": [{ "when": "closed", "then": { "duty": "managers" } }], "note": "DX-26" },
          { "id": "keyAccountMessages", "hours": "day",
            "pools": [{ "group": "keyAccounts" }, { "group": "front", "after": "1 min" }],
            "overflow": [{ "when": "closed", "then": { "duty": "managers" } }], "note": "DX-26, DX-37" },
          { "id": "enterpriseMessages", "hours": "day",
            "pools": [{ "group": "enterprise" }, { "group": "front", "after": "1 min" }],
            "overflow": [{ "when": "closed", "then": { "duty": "managers" } }], "note": "DX-26, DX-37" },
          { "id": "concierge", "agentOrder": ["language", "penalty", "idleSince"],
            "pools": [{ "group": "concierge" }, { "group": "front", "penalty": 1 }],
            "note": "DX-13: the front desk helps where no concierge is free." },
          { "id": "faults", "pools": [{ "group": "front" }], "requirements": [{ "skill": "technical" }] },
          { "id": "bookings", "pools": [{ "group": "front" }], "requirements": [{ "skill": "booking" }] },
          { "id": "complaints", "pools": [{ "group": "front" }], "requirements": [{ "skill": "complaints" }] },
          { "id": "chat", "pools": [{ "group": "front" }], "note": "DX-44" },
          { "id": "supervision", "hours": "supervision", "pools": [{ "group": "supervision" }],
            "overflow": [{ "when": "closed", "then": "message" }], "note": "DX-40" },
          { "id": "leads", "pools": [{ "group": "leads" }] },
          { "id": "general", "pools": [{ "group": "front" }] }
        ],
        "agentOrder": ["language", "ring", "proficiency", "region", "loadRatio", "idleSince"],
        "choice": {
          "rules": [
            { "id": "DX-35", "when": { "channel": "emergency" }, "then": { "queue": "emergency" } },
            { "id": "DX-26-keyAccount", "when": { "channel": "sms", "customerType": "keyAccount" },
              "then": { "queue": "keyAccountMessages" } },
            { "id": "DX-26-enterprise", "when": { "channel": "sms", "customerType": "enterprise" },
              "then": { "queue": "enterpriseMessages" } },
            { "id": "DX-26", "when": { "channel": "sms" }, "then": { "queue": "shortMessages" } },
            { "id": "DX-41", "when": { "event": "typhoon" }, "then": { "queue": "response" } },
            { "id": "DX-28", "when": { "needs": { "anyOf": ["disabled", "signLanguage", "voiceDescription"] } },
              "then": { "queue": "green", "priority": "green" } },
            { "id": "DX-37-keyAccount", "when": { "customerType": "keyAccount" },
              "then": { "queue": "keyAccounts" } },
            { "id": "DX-37-enterprise", "when": { "customerType": "enterprise" },
              "then": { "queue": "enterprise" } },
            { "id": "DX-13-platinum", "when": { "all": [{ "tier": { "known": true } }, { "tier": "platinum" }] },
              "then": { "queue": "concierge", "priority": "platinum" } },
            { "id": "DX-03-faults", "when": { "kind": ["fault", "incident"] }, "then": { "queue": "faults" } },
            { "id": "DX-03-bookings", "when": { "kind": ["booking", "rebooking", "return"] },
              "then": { "queue": "bookings" } },
            { "id": "DX-03-complaints", "when": { "kind": "complaint" }, "then": { "queue": "complaints" } }
          ],
          "otherwise": { "queue": "general" }
        },
        "transfers": { "maximum": 2, "escalatesTo": "leads", "note": "DX-07" },
        "accessibleWeight": "2 min",
        "translationDelayBound": "1 s",
        "fallback": "general"
      },

      "work": {
        "language": "language", "region": "region",
        "accessible": {
          "needs": { "anyOf": ["elderly", "disabled", "signLanguage", "voiceDescription"] } }
      },

      "menus": {
        "hotline": {
          "start": "hours", "limits": ["5 s"], "retries": 2,
          "otherwise": { "queue": "general" }, "person": { "queue": "general" }, "personKey": "*",
          "nodes": {
            "hours": { "hours": "day", "open": "type", "closed": "chatFirst" },
            "chatFirst": { "ask": "chat-or-call", "level": 1, "note": "DX-44", "keys": {
              "1": { "to": { "queue": "chat" }, "learns": { "channel": "chat" } },
              "2": "type" } },
            "type": { "ask": "welcome", "level": 1, "keys": {
              "1": { "to": { "queue": "general" }, "learns": { "kind": "inquiry" } },
              "2": { "to": { "queue": "faults" }, "learns": { "kind": "fault" } },
              "3": { "to": { "queue": "complaints" }, "learns": { "kind": "complaint" } },
              "4": { "to": { "queue": "bookings" }, "learns": { "kind": "booking" } },
              "8": { "queue": "supervision" } } }
          }
        }
      },

      "triage": {
        "levels": [
          { "id": "menu", "within": "60 s" },
          { "id": "semantic", "score": "intent", "atLeast": 800, "within": "5 s" },
          { "id": "knowledge", "score": "match", "atLeast": 700, "within": "30 s" },
          { "id": "human", "to": { "queue": "general" } }
        ],
        "guards": [ { "score": "abuse", "atLeast": 900, "to": { "message": "abuse-warning" } } ],
        "humanFirst": [
          { "trait": "elderly", "note": "DX-28" }, { "trait": "disabled", "to": { "queue": "green" } } ],
        "note": "DX-02; DX-25: who is abusive is warned."
      },

      "staffing": {
        "model": { "erlangA": { "patience": 120 } },
        "goal": { "serviceLevel": { "atLeast": 0.95, "within": 8 } },
        "shrinkage": "30%",
        "note": "Eight seconds as in DX-05; share, patience and shrinkage are readings.",
        "surges": {
          "combination": "highest",
          "rules": [
            { "id": "DX-27", "raise": "300%", "dates": [
              { "name": "Spring Festival travel", "from": "2026-02-02", "through": "2026-03-13" },
              { "name": "summer travel", "from": "2026-07-01", "through": "2026-08-31" } ],
              "note": "Four times the base; the dates are readings, for each year anew." },
            { "id": "DX-41", "group": "response", "heads": 20, "leadHours": 72, "events": [
              { "name": "typhoon", "from": "2025-09-24T06:00:00+08:00", "until": "2025-09-25T06:00:00+08:00" } ],
              "note": "Each event is declared by a new version; the number of people is a reading." }
          ]
        }
      },

      "subjects": { "tickets": { "promises": ["firstReply", "resolution"] } },

      "metrics": [
        { "id": "DX-29-resolution", "measure": "firstContactResolution", "period": "month",
          "objective": { "atLeast": "95%" } },
        { "id": "DX-29-response", "measure": "replyTime", "period": "month", "objective": { "atMost": "90 s" } },
        { "id": "DX-29-transfers", "measure": "transfersPerContact", "period": "month",
          "objective": { "atMost": 2 } },
        { "id": "DX-29-stars", "measure": "stars", "period": "month", "objective": { "atLeast": 4.8 } },
        { "id": "DX-29-inspection", "measure": "inspectionSatisfaction", "from": 900, "period": "month",
          "objective": { "above": "98.7%" } },
        { "id": "DX-30-complaints", "measure": "complaintResolutionTime", "period": "month" },
        { "id": "DX-30-onTime", "measure": "attainment", "metric": "firstReply", "period": "month" },
        { "id": "DX-33-passed", "measure": "certificationRate", "period": "month" },
        { "id": "DX-33-score", "measure": "certificationScore", "by": ["agent"], "period": "month" },
        { "id": "DX-33-rating", "measure": "certificationRating", "by": ["agent"], "period": "month" },
        { "id": "DX-42", "measure": "qualityScore", "by": ["agent"], "period": "month" }
      ],

      "reports": [
        { "id": "DX-30", "period": "month",
          "metrics": ["DX-29-response", "DX-29-resolution", "DX-30-onTime", "DX-30-complaints"],
          "references": [
            { "metric": "DX-29-response", "name": "industry", "value": "120 s" },
            { "metric": "DX-29-resolution", "name": "industry", "value": "85%" },
            { "metric": "DX-30-onTime", "name": "industry", "value": "78.4%" },
            { "metric": "DX-30-complaints", "name": "before", "value": "10368 min",
              "note": "7.2 days" } ] },
        { "id": "DX-33", "period": "month", "for": "quality",
          "metrics": ["DX-33-passed", "DX-33-score", "DX-33-rating", "DX-42"] },
        { "id": "DX-49", "period": "quarter", "for": "enterprise",
          "metrics": ["DX-29-resolution", "DX-29-response", "DX-29-stars", "DX-30-complaints"] }
      ],

      "agenda": [
        { "id": "DX-33", "on": "1st of month", "at": "09:00", "purpose": "certification", "to": "quality" },
        { "id": "DX-41", "before": "72 h", "event": "typhoon", "purpose": "response group", "to": "response" }
      ],

      "publishing": { "findings": "noWarnings", "backTest": true, "secondPerson": true }
    }
    """#
}
