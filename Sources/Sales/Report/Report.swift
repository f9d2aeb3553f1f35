// The report of one pipeline in one currency, as a list of sections that every reader prints: text, JSON, CSV, screens.

/// Figures about the deals of one pipeline, one currency and one filter, computed from rows, history and journal and
/// never stored.
package struct Report: Hashable, Sendable {
  package let pipeline: String
  package let period: ReportPeriod
  package let currency: Currency
  /// Every currency that deals of the filter are in: those with most open deals first.
  package let currencies: [Currency]
  /// How many deals of the filter are in the currency.
  package let deals: Int
  /// As it was typed; empty for all deals.
  package let filter: String
  package let sections: [ReportSection]
  /// What the tested forecast says, a line of text below the forecast; nil until something fills it in.
  package var tested: String?
}

/// One block of a report: lines of figures under one heading.
package struct ReportSection: Hashable, Sendable {
  package let kind: Kind
  /// What the figures mean, in words without a full stop.
  package let definition: String
  package let lines: [ReportLine]

  /// The raw value names the section for programs.
  package enum Kind: String, CaseIterable, Sendable {
    case funnel
    case winRate = "win_rate"
    case velocity, forecast, age, lost, owners, slipped

    package var title: String {
      switch self {
      case .funnel: "Funnel"
      case .winRate: "Win rate"
      case .velocity: "Velocity"
      case .forecast: "Forecast by close month"
      case .age: "Age in stage"
      case .lost: "Lost, and why"
      case .owners: "By owner"
      case .slipped: "Slipped"
      }
    }
  }
}

/// One line of a section. All lines of a section have figures of the same names in the same order.
package struct ReportLine: Hashable, Sendable {
  package let label: String
  /// The stage that the line is about, by which a screen colours it.
  package var stage: StageID?
  package let figures: [ReportFigure]

  /// The figure of that name.
  package subscript(name: String) -> ReportFigure? { figures.first { $0.name == name } }
}

/// One number of a report.
package struct ReportFigure: Hashable, Sendable {
  package let name: String
  /// Nil where there is nothing to compute it from: never a zero that nobody counted.
  package let amount: Amount?
  /// The filter line that selects exactly the deals that are counted or summed; nil for a figure that is no set of deals.
  package let terms: String?

  package enum Amount: Hashable, Sendable {
    case count(Int)
    /// Minor units of the report's currency.
    case money(Int128)
    case percent(Int)
    case days(Int)
    case text(String)
  }

  package init(_ name: String, _ amount: Amount?, terms: String? = nil) {
    self.name = name
    self.amount = amount
    self.terms = terms
  }
}

/// How many deals and their sum in minor units.
struct DealSum: Hashable, Sendable {
  var deals = 0
  var minor: Int128 = 0

  mutating func add(_ deal: Deal) {
    deals += 1
    minor += Int128(deal.value)
  }

  static func + (left: DealSum, right: DealSum) -> DealSum {
    DealSum(deals: left.deals + right.deals, minor: left.minor + right.minor)
  }

  static func sum(_ sums: some Sequence<DealSum>) -> DealSum { sums.reduce(DealSum(), +) }
}

extension ReportFigure.Amount {
  /// The share in whole percent, halves rounded up; nil of nothing.
  static func share(_ part: Int128, of whole: Int128) -> Self? {
    whole > 0 ? .percent(Int((200 * part + whole) / (2 * whole))) : nil
  }

  static func share(_ part: Int, of whole: Int) -> Self? { share(Int128(part), of: Int128(whole)) }
}
