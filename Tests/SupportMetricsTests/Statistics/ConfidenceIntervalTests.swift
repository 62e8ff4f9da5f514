// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import Testing

@Suite("Metrics: intervals")
struct ConfidenceIntervalTests {
  /// The middle four rows are Table I of Newcombe, "Two-sided confidence intervals for the single
  /// proportion", Statistics in Medicine 17 (1998), methods 3 and 4; more digits by statsmodels 0.15.0,
  /// `proportion_confint(k, n, method="wilson")`, and SciPy 1.17.1,
  /// `binomtest(k, n).proportion_ci(method="wilsoncc")`.
  @Test(
    "a rate's interval is that of Newcombe's table",
    arguments: [
      (9, 10, 0.5958499732047615, 0.9821237869049271, 0.5411539838433439, 0.9947576984303222),
      (81, 263, 0.2552885198782742, 0.36620957698280004, 0.25350868229518514, 0.3681762010430035),
      (15, 148, 0.0623863995307363, 0.16048724172330803, 0.059778208428498125, 0.16444977936483698),
      (0, 20, 0, 0.16112515805281938, 0, 0.20045334501348705),
      (1, 29, 0.006113214292762653, 0.17175521879320288, 0.001802640213279666, 0.19628175100975953),
      (29, 29, 0.8830302015002593, 1, 0.8543835244204265, 1),
      (1, 1, 0.20654931437723745, 1, 0.05462075552885204, 1),
      (
        500_000, 1_000_000, 0.4990200198900048, 0.5009799801099952, 0.499019519891926,
        0.500980480108074
      ),
    ] as [(Int, Int, Double, Double, Double, Double)])
  func rate(
    holds: Int, of all: Int, lower: Double, upper: Double, below: Double, above: Double
  ) throws {
    let plain = try #require(ConfidenceInterval(of: MetricRate(holds, of: all)))
    #expect(abs(plain.lower - lower) < 1e-12 && abs(plain.upper - upper) < 1e-12)
    let corrected = try #require(
      ConfidenceInterval(of: MetricRate(holds, of: all), isCorrected: true))
    #expect(abs(corrected.lower - below) < 1e-12 && abs(corrected.upper - above) < 1e-12)
    #expect((plain.method, corrected.method) == (.wilson, .wilsonCorrected))
    #expect(plain.isSmallSample == (all < 30) && plain.level == .ninetyFive)
  }

  /// statsmodels 0.15.0, `proportion_confint(9, 10, alpha=1 - level, method="wilson")`.
  @Test("other levels are wider or narrower")
  func levels() throws {
    let rate = MetricRate(9, of: 10)
    let ninety = try #require(ConfidenceInterval(of: rate, at: .ninety))
    #expect(abs(ninety.lower - 0.6522813326641415) < 1e-12)
    #expect(abs(ninety.upper - 0.9773650912691327) < 1e-12)
    let ninetyNine = try #require(ConfidenceInterval(of: rate, at: .ninetyNine))
    #expect(abs(ninetyNine.lower - 0.4927682287671065) < 1e-12)
    #expect(abs(ninetyNine.upper - 0.9881484965889671) < 1e-12)
    #expect(ninetyNine.description == "0.4928 ... 0.9881 at 99%")
    let widths = ConfidenceLevel.allCases.compactMap { level in
      ConfidenceInterval(of: rate, at: level).map { $0.upper - $0.lower }
    }
    #expect(widths == widths.sorted() && widths.count == 6)
  }

  @Test(
    "over nothing, and for what is no share of a whole, there is no interval",
    arguments: [(0, 0), (1, 0), (2, 1), (-1, 5), (0, -3), (.max, .min)])
  func nothing(holds: Int, of all: Int) {
    let rate = MetricRate(holds, of: all)
    #expect(ConfidenceInterval(of: rate) == nil)
    #expect(ConfidenceInterval(of: rate, isCorrected: true) == nil)
    #expect(ConfidenceInterval(of: MetricRate(1, of: 2), less: rate) == nil)
    #expect(ConfidenceInterval(of: rate, less: MetricRate(1, of: 2)) == nil)
  }

  @Test("a rate lies within its interval, whatever is counted")
  func within() throws {
    for all in [1, 2, 3, 7, 40, 1_000, Int.max] {
      for holds in [0, 1, all / 2, all - 1, all] {
        let rate = MetricRate(holds, of: all)
        let value = try #require(rate.value)
        for isCorrected in [false, true] {
          let found = try #require(ConfidenceInterval(of: rate, isCorrected: isCorrected))
          #expect(0 <= found.lower && found.lower <= value)
          #expect(value <= found.upper && found.upper <= 1)
        }
      }
    }
  }

  /// Table II of Newcombe, "Interval estimation for the difference between independent proportions",
  /// Statistics in Medicine 17 (1998), method 10; more digits by statsmodels 0.15.0,
  /// `confint_proportions_2indep(k1, n1, k2, n2, method="newcomb", compare="diff")`.
  @Test(
    "a difference's interval is that of Newcombe's table",
    arguments: [
      (56, 70, 48, 80, 0.05243147240236498, 0.33387265403690614),
      (9, 10, 3, 10, 0.1705227239345029, 0.809017973535488),
      (6, 7, 2, 7, 0.05822792748231209, 0.8062496375242278),
      (5, 56, 0, 29, -0.038137147903536936, 0.19256001385511165),
      (0, 10, 0, 20, -0.1611251580528194, 0.27753279986288926),
      (0, 10, 0, 10, -0.27753279986288926, 0.27753279986288926),
      (10, 10, 0, 20, 0.6790860371419145, 1), (10, 10, 0, 10, 0.6075093504305241, 1),
    ] as [(Int, Int, Int, Int, Double, Double)])
  func difference(a: Int, m: Int, b: Int, n: Int, lower: Double, upper: Double) throws {
    let found = try #require(
      ConfidenceInterval(of: MetricRate(a, of: m), less: MetricRate(b, of: n)))
    #expect(abs(found.lower - lower) < 1e-12 && abs(found.upper - upper) < 1e-12)
    #expect(found.method == .newcombe && found.isSmallSample == (n < 30 || m < 30))
    let other = try #require(
      ConfidenceInterval(of: MetricRate(b, of: n), less: MetricRate(a, of: m)))
    #expect(abs(other.lower + upper) < 1e-12 && abs(other.upper + lower) < 1e-12)
  }

  /// statsmodels 0.15.0, `DescrStatsW(values).zconfint_mean(0.05)`.
  @Test("a mean's interval is that of statsmodels, and so is a balance's")
  func means() throws {
    let mean = try #require(ConfidenceInterval(ofMean: ValueTally([15, 20, 35, 40, 50])))
    #expect(abs(mean.lower - 19.37381526118019) < 1e-12)
    #expect(abs(mean.upper - 44.62618473881981) < 1e-12)
    #expect(mean.isSmallSample && mean.method == .normalMean)
    let score = try #require(ConfidenceInterval(ofBalance: 55, against: 20, of: 100))
    #expect(abs(score.lower - 0.1939594908207978) < 1e-12)
    #expect(abs(score.upper - 0.5060405091792022) < 1e-12)
    #expect(!score.isSmallSample)
    // Beyond 1 there is no balance: statsmodels says 1.1406.
    let few = try #require(ConfidenceInterval(ofBalance: 6, against: 1, of: 8))
    #expect(abs(few.lower - 0.10942727875085834) < 1e-12 && few.upper == 1)
    #expect(ConfidenceInterval(ofMean: ValueTally([3])) == nil)
    #expect(ConfidenceInterval(ofBalance: 1, against: 0, of: 1) == nil)
    #expect(ConfidenceInterval(ofBalance: 3, against: 2, of: 4) == nil)
    #expect(ConfidenceInterval(ofBalance: -1, against: 2, of: 4) == nil)
    #expect(ConfidenceInterval(ofBalance: .max, against: .max, of: .max) == nil)
  }
}
