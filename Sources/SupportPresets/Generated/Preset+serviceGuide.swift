// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

// Generated from Books/service-guide.json by .ci/presets.py; change the book instead.

extension Preset {
  static let serviceGuideText = #"""
    {
      "format": 0, "id": "service-guide", "version": "2025-01", "effectiveFrom": "2025-01-01",
      "note": "After the published service standards of a general service guide; readings are what it leaves open.",
      "changelog": [ { "version": "2025-01", "note": "First edition: SG-01 to SG-14." } ],
      "zone": "Asia/Shanghai", "currency": "CNY",

      "calendars": {
        "note": "SG-01: the phone is answered around the clock, mail from Monday to Friday.",
        "phone": { "aroundTheClock": true },
        "mail": { "weekly": { "mon-fri": ["09:00-18:00"] } },
        "office": {
          "weekly": { "mon-fri": ["09:00-18:00"] },
          "holidays": { "of": "china" },
          "workdays": { "of": "china", "open": ["09:00-18:00"] }
        }
      },

      "facts": {
        "channel": { "oneOf": ["phone", "chat", "app", "email", "comment", "directMessage"] },
        "complexity": { "oneOf": ["simple", "complex"] },
        "language": { "is": "text", "optional": true },
        "customerName": { "is": "text", "personal": true, "optional": true },
        "reach": { "is": "text", "personal": true, "optional": true },
        "orderNumber": { "is": "text", "optional": true },
        "goodsQualify": { "is": "boolean", "optional": true },
        "proofOfPurchase": { "is": "boolean", "optional": true },
        "paid": { "money": "CNY", "optional": true },
        "complaintUpheld": { "is": "boolean", "optional": true }
      },

      "tickets": {
        "kinds": ["inquiry", "account", "product", "complaint", "suggestion"],
        "identity": {
          "note": "SG-11: how a customer can prove who they are.",
          "methods": ["emailCode", "phoneCode", "orderNumber"]
        },
        "fields": {
          "accountChange": {
            "note": "SG-11: what is changed in an account; only for a verified customer.",
            "sensitivity": "personal", "verifiedBy": "any"
          },
          "passwordReset": {
            "note": "SG-11: a password is reset only by a code sent by mail or phone.",
            "sensitivity": "plain", "verifiedBy": ["emailCode", "phoneCode"]
          }
        },
        "intake": [
          { "id": "SG-02",
            "note": "Without a way to reach the customer it is refused; name and order number are only noted.",
            "requires": ["channel", "kind", { "any": ["customer", "field reach"] }],
            "noted": ["field customerName", "field orderNumber"] },
          { "id": "SG-12-fault", "note": "A screenshot or a video.",
            "when": { "kind": "product", "category": "fault" },
            "requires": [{ "any": ["document screenshot", "document video"] }] },
          { "id": "SG-12-complaint", "note": "A description, which is the subject, and evidence.",
            "when": { "kind": "complaint" },
            "requires": ["subject", "document evidence"] }
        ],
        "requirements": [
          { "id": "SG-02-record", "note": "Every contact is recorded.",
            "before": ["close"], "needs": ["record"] },
          { "id": "SG-02-call", "note": "A call leaves nothing behind but its record.",
            "when": { "channel": "phone" }, "before": ["close"], "needs": ["record over phone"] },
          { "id": "SG-09", "note": "Return and exchange need a proof of purchase, or the case comes out as refused.",
            "when": { "category": ["return", "exchange"] }, "before": ["solve", "close"],
            "needs": ["document proofOfPurchase"], "exceptFor": ["refused", "withdrawn"] },
          { "id": "SG-13",
            "note": "After a direct answer; the case of a customer who stays silent comes out as unconfirmed.",
            "when": { "complexity": "simple", "kind": ["inquiry", "account", "product"] },
            "before": ["close"], "needs": ["confirmation understood"],
            "exceptFor": ["unconfirmed", "withdrawn"] }
        ],
        "procedures": [
          { "id": "complaint", "note": "SG-08: its type is verified in the stage assessed.",
            "stages": ["registered", "assessed", "assigned", "answered", "reviewed", "archived"] }
        ],
        "confirmations": [
          { "step": "nextStep",
            "note": "SG-06: a visit, an exchange; with how and until when. The wait pauses the clock.",
            "pauses": true, "needsExpectedTime": true, "before": ["escalate"] },
          { "step": "understood", "note": "SG-13", "pauses": false }
        ],
        "followUps": [
          { "id": "SG-07", "note": "Asks for satisfaction and suggestions; 7 days are our reading.",
            "after": "solve", "purpose": "satisfaction", "delay": "7 days" }
        ],
        "notices": [
          { "purpose": "expectedTime", "note": "SG-03: whose case goes to the expert team is told the expected time.",
            "channels": ["sms"], "after": ["open", "transfer"],
            "when": { "complexity": "complex", "not": { "channel": "email" } } },
          { "purpose": "expectedTimeByMail", "channels": ["email"], "after": ["open", "transfer"],
            "when": { "complexity": "complex", "channel": "email" } },
          { "purpose": "solution", "note": "SG-07: the solution or the next steps, in writing.",
            "channels": ["sms"], "after": ["solve"], "when": { "not": { "channel": "email" } } },
          { "purpose": "solutionByMail", "channels": ["email"], "after": ["solve"],
            "when": { "channel": "email" } }
        ],
        "duplicates": {
          "note": "SG-14: one order and matter are one case, over every channel (chat: of the site); 7 days: our reading.",
          "fields": ["orderNumber"], "category": true, "within": "7 days"
        }
      },

      "classification": {
        "rules": [
          { "id": "SG-03", "note": "What nobody called complex is simple, and so has the stricter promise.",
            "when": { "complexity": { "known": false } }, "then": { "set": { "complexity": "simple" } } }
        ]
      },

      "serviceLevels": {
        "note": "SG-01: for mail, clocks run in the hours of mail.",
        "choose": "strictest",
        "pauseWhile": ["pending"],
        "metrics": {
          "firstStep": {
            "note": "SG-05: a first solution or an arranged follow-up.",
            "start": ["opened"], "stop": ["resolved", "followUpPlanned"]
          }
        },
        "rules": [
          { "id": "SG-04",
            "when": { "complexity": "simple", "kind": ["inquiry", "account", "product", "suggestion"],
                      "not": { "channel": "email" } },
            "then": { "firstReply": { "within": "30 min" }, "resolution": { "within": "1 h" } } },
          { "id": "SG-04-mail",
            "when": { "complexity": "simple", "kind": ["inquiry", "account", "product", "suggestion"],
                      "channel": "email" },
            "then": { "firstReply": { "within": "30 business min", "calendar": "mail" },
                      "resolution": { "within": "1 business h", "calendar": "mail" } } },
          { "id": "SG-05",
            "when": { "complexity": "complex", "kind": ["inquiry", "account", "product", "suggestion"],
                      "not": { "channel": "email" } },
            "then": { "firstReply": { "within": "2 h" }, "firstStep": { "within": "24 h" } } },
          { "id": "SG-05-mail",
            "when": { "complexity": "complex", "kind": ["inquiry", "account", "product", "suggestion"],
                      "channel": "email" },
            "then": { "firstReply": { "within": "2 business h", "calendar": "mail" },
                      "firstStep": { "within": "24 business h", "calendar": "mail" } } },
          { "id": "SG-08",
            "when": { "kind": "complaint", "not": { "channel": "email" } },
            "then": { "complaint/assessed": { "within": "24 h" }, "firstReply": { "within": "24 h" },
                      "resolution": { "within": "by end of 3 working days", "calendar": "office" } } },
          { "id": "SG-08-mail",
            "when": { "kind": "complaint", "channel": "email" },
            "then": { "complaint/assessed": { "within": "24 business h", "calendar": "mail" },
                      "firstReply": { "within": "24 business h", "calendar": "mail" },
                      "resolution": { "within": "by end of 3 working days", "calendar": "office" } } }
        ]
      },

      "compensation": {
        "settle": [ { "stack": "highest", "refunds": "highest" } ],
        "rules": [
          { "id": "SG-08", "note": "A complaint may come out as a compensation; the guide states no sum, people name it.",
            "when": { "cause": "complaint", "complaintUpheld": true },
            "then": [ { "base": "notStated" }, { "round": "exact" } ] },
          { "id": "SG-09-return", "note": "Goods that qualify, with proof of purchase; a refusal names what is missing.",
            "when": { "cause": "return", "goodsQualify": true, "proofOfPurchase": true },
            "then": [ { "refund": "paid" }, { "round": "exact" } ] },
          { "id": "SG-09-exchange",
            "when": { "cause": "exchange", "goodsQualify": true, "proofOfPurchase": true },
            "then": { "grants": [ { "benefit": "exchange" } ] } }
        ]
      },

      "routing": {
        "channels": [
          { "id": "phone", "exclusivity": "whole" },
          { "id": "chat" }, { "id": "app" }, { "id": "email" },
          { "id": "comment" }, { "id": "directMessage" }
        ],
        "queues": [
          { "id": "frontDesk",
            "note": "SG-03: simple problems, from the knowledge base. SG-10: in the customer's language.",
            "pools": [ { "group": "frontDesk" } ] },
          { "id": "technicalExperts", "pools": [ { "group": "technicalExperts" } ] },
          { "id": "productExperts", "pools": [ { "group": "productExperts" } ] },
          { "id": "complaints", "pools": [ { "group": "complaints" } ] }
        ],
        "agentOrder": ["ring", "language", "proficiency", "idleSince"],
        "choice": {
          "rules": [
            { "id": "SG-08", "when": { "kind": "complaint" }, "then": { "queue": "complaints" } },
            { "id": "SG-03-product", "when": { "complexity": "complex", "kind": "product" },
              "then": { "queue": "productExperts" } },
            { "id": "SG-03-technical", "when": { "complexity": "complex" },
              "then": { "queue": "technicalExperts" } },
            { "id": "SG-03", "when": { "complexity": "simple" }, "then": { "queue": "frontDesk" } }
          ]
        },
        "fallback": "frontDesk"
      },

      "work": { "note": "SG-10: who speaks the customer's language is asked.", "language": "language" },

      "triage": {
        "note": "SG-03: the knowledge base answers what it knows; 80 % is our reading.",
        "levels": [
          { "id": "knowledge", "score": "match", "atLeast": 800, "within": "30 s" },
          { "id": "human", "to": { "queue": "frontDesk" } }
        ]
      },

      "metrics": [
        { "id": "SG-07", "measure": "satisfaction", "period": "month" },
        { "id": "SG-02", "measure": "openedTickets", "by": ["kind"], "period": "month" }
      ],

      "accepted": [
        { "at": "compensation.rules.SG-09-exchange", "finding": "unknownName",
          "because": "SG-09: an exchange is owed to whoever bought the goods and is no benefit of a programme; there is none." }
      ]
    }
    """#
}
