// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

extension MetricDefinition {
  /// A definition about the answers to one survey.
  private init(
    catalogue id: String, survey: SurveyAnswer.Survey, _ measure: MetricMeasure, _ english: String,
    _ chinese: String, family: String, source: String
  ) {
    self.init(
      catalogue: id, of: .ratings, measure, english, chinese, family: family, source: source)
    filter = .equals("survey", .text(survey.rawValue))
  }

  private static let rated = Condition.isKnown("score")
  private static func score(from score: Int64) -> Condition { .atLeast("score", .integer(score)) }
  private static func score(upTo score: Int64) -> Condition { .atMost("score", .integer(score)) }

  /// The mean score of a survey, on its own scale.
  ///
  /// Without a word it is the survey of conversations, whose answers ``TicketLife/ratingRows`` makes;
  /// another one, such as that of complaints, has to be named, here and in the other entries. Answers to
  /// other surveys are not looked at, nor told as left out.
  public static func satisfaction(in survey: SurveyAnswer.Survey = .contact) -> Self {
    Self(
      catalogue: "satisfaction", survey: survey, .mean("score", where: .always),
      "Satisfaction, mean", "满意度均值", family: "satisfaction",
      source: MetricSource.standard("DX-29"))
  }

  /// The mean of the stars that customers gave on their tickets.
  public static let stars = Self(
    catalogue: "stars", of: .tickets, .mean("stars", where: .always), "Stars, mean", "评星均值",
    family: "satisfaction", source: MetricSource.standard("CM-47"))

  /// The share of answers with a score from a bound on: top-box satisfaction.
  public static func satisfied(from score: Int64, in survey: SurveyAnswer.Survey = .contact) -> Self
  {
    Self(
      catalogue: "satisfaction.topBox", survey: survey,
      .share(of: Self.score(from: score), among: rated), "Satisfaction, top boxes", "满意率（高分段）",
      family: "satisfaction", source: MetricSource.delighted)
  }

  /// Good answers of good and bad ones; what lies between is left aside.
  public static func satisfiedOfGoodAndBad(
    from good: Int64, upTo bad: Int64, in survey: SurveyAnswer.Survey = .contact
  ) -> Self {
    Self(
      catalogue: "satisfaction.goodOfGoodAndBad", survey: survey,
      .share(of: Self.score(from: good), among: .any([score(from: good), score(upTo: bad)])),
      "Satisfaction, good of good and bad", "满意率（好评占好评与差评）", family: "satisfaction",
      source: "\(MetricSource.zendesk): % Satisfaction score")
  }

  /// The share of all who were asked that are satisfied; who did not answer counts as not satisfied.
  public static func satisfiedOfAll(from score: Int64, in survey: SurveyAnswer.Survey = .contact)
    -> Self
  {
    Self(
      catalogue: "satisfaction.ofAll", survey: survey,
      .share(of: .all([rated, Self.score(from: score)]), among: .always),
      "Satisfaction, of all who were asked", "满意率（占全部受访）", family: "satisfaction",
      source: "\(MetricSource.delighted), those without an answer below the line")
  }

  /// The share of all inquiries, not only of the rated ones, that the customer gave so many stars.
  public static func inquirySatisfaction(from stars: Int64) -> Self {
    Self(
      catalogue: "inquirySatisfaction", of: .tickets,
      .share(
        of: .all([.isKnown("stars"), .atLeast("stars", .integer(stars))]), among: .kind("inquiry")),
      "Inquiry satisfaction, of all inquiries", "咨询满意率（占全部）", family: "satisfaction",
      source: MetricSource.standard("NA-12")
    ).with(\.period, .month)
  }

  /// The share of all complaints, not only of the rated ones, whose handling got so many stars.
  public static func complaintSatisfaction(from stars: Int64) -> Self {
    Self(
      catalogue: "complaintSatisfaction", of: .tickets,
      .share(
        of: .all([.isKnown("stars"), .atLeast("stars", .integer(stars))]),
        among: .kind("complaint")),
      "Complaint satisfaction, of all complaints", "投诉满意率（占全部）", family: "satisfaction",
      source: MetricSource.standard("NA-13")
    ).with(\.period, .month)
  }

  /// The same of the rated complaints alone.
  public static func complaintSatisfactionOfRated(from stars: Int64) -> Self {
    Self(
      catalogue: "complaintSatisfaction.ofRated", of: .tickets,
      .share(
        of: .atLeast("stars", .integer(stars)),
        among: .all([.kind("complaint"), .isKnown("stars")])),
      "Complaint satisfaction, of the rated", "投诉满意率（占已评价）", family: "satisfaction",
      source: "\(MetricSource.standard("NA-13")), of the rated alone"
    ).with(\.period, .month)
  }

  /// The net promoter score: promoters (9 and 10) less detractors (0 to 6) of all who answered on the
  /// scale 0 ... 10; −100 % ... 100 %.
  public static func netPromoterScore(in survey: SurveyAnswer.Survey = .recommendation) -> Self {
    Self(
      catalogue: "netPromoterScore", survey: survey,
      .balance(of: score(from: 9), against: score(upTo: 6), among: rated), "Net promoter score",
      "净推荐值", family: "netPromoterScore", source: MetricSource.reichheld)
  }

  /// The customer effort score of 2010: the mean of 1 (very low effort) ... 5; less is better.
  public static func customerEffort(in survey: SurveyAnswer.Survey = .effort) -> Self {
    Self(
      catalogue: "customerEffort", survey: survey, .mean("score", where: .always),
      "Customer effort score", "客户费力度均值", family: "customerEffort",
      source: MetricSource.dixon2010)
  }

  /// The customer effort score of 2013: the share that agrees, from 5 of 7 on, that the company made
  /// it easy; more is better.
  public static func customerEase(from score: Int64 = 5, in survey: SurveyAnswer.Survey = .ease)
    -> Self
  {
    Self(
      catalogue: "customerEffort.agree", survey: survey,
      .share(of: Self.score(from: score), among: rated), "Customer effort score, agreement",
      "客户省力度（同意占比）", family: "customerEffort", source: MetricSource.dixon2013)
  }
}

extension MetricCatalogue {
  private static let contactSurvey = MetricParameter.survey(.contact)
  private static let effortSurvey = MetricParameter.survey(.effort)
  private static let easeSurvey = MetricParameter.survey(.ease)
  private static let recommendationSurvey = MetricParameter.survey(.recommendation)
  private static let from4 = MetricParameter.from(4)
  private static let stars4 = MetricParameter.stars(4)
  private static let from5 = MetricParameter.from(5)
  private static let upTo2 = MetricParameter.upTo(2)

  static let opinions: [Entry] = [
    Entry([contactSurvey]) { .satisfaction(in: SurveyAnswer.Survey($0.text(contactSurvey))) },
    Entry(.stars),
    Entry([from4, contactSurvey]) {
      .satisfied(from: $0.number(from4), in: SurveyAnswer.Survey($0.text(contactSurvey)))
    },
    Entry([from4, upTo2, contactSurvey]) {
      .satisfiedOfGoodAndBad(
        from: $0.number(from4), upTo: $0.number(upTo2),
        in: SurveyAnswer.Survey($0.text(contactSurvey)))
    },
    Entry([from4, contactSurvey]) {
      .satisfiedOfAll(from: $0.number(from4), in: SurveyAnswer.Survey($0.text(contactSurvey)))
    },
    Entry([stars4]) { .inquirySatisfaction(from: $0.number(stars4)) },
    Entry([stars4]) { .complaintSatisfaction(from: $0.number(stars4)) },
    Entry([stars4]) { .complaintSatisfactionOfRated(from: $0.number(stars4)) },
    Entry([recommendationSurvey]) {
      .netPromoterScore(in: SurveyAnswer.Survey($0.text(recommendationSurvey)))
    },
    Entry([effortSurvey]) { .customerEffort(in: SurveyAnswer.Survey($0.text(effortSurvey))) },
    Entry([from5, easeSurvey]) {
      .customerEase(from: $0.number(from5), in: SurveyAnswer.Survey($0.text(easeSurvey)))
    },
  ]
}
