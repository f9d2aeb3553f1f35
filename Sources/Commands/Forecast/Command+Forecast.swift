extension Command {
  static let forecastCommand = Command(
    .program(.forecast), words: [CommandName.forecast.rawValue], "Forecast what will be won of the open deals.",
    options: [OptionName.days, .month].map(Option.named)
      + [
        Option(word: OptionName.by.rawValue, .required("owner|stage"), "Add a row for each owner or stage."),
        Option(word: ForecastWord.owner, .required("NAME"), "Include only deals of this owner."),
        Option(word: ForecastWord.currency, .required("CODE"), "Include only deals in this currency."),
        Option(word: ForecastWord.pipeline, .required("NAME"), "Include only deals of this pipeline."),
      ] + [OptionName.backtest, .from, .to, .json].map(Option.named),
    details: [
      """
      It learns from the database's own past with which chance a deal of some age, in some stage, is won on each coming \
      day. Of 100 such times 10, 50 and 90 stay below the three numbers. From fewer than 30 closed deals it learns \
      nothing and shows the weighted sum.
      """,
      """
      With --backtest it forecasts the past from each first of a month, only with what was known then, and shows what \
      came beside it, and how far the forecast and the weighted sum were off.
      """,
    ],
    examples: [
      Example("dealboard forecast", "the next 30 and 90 days, and the months in them"),
      Example("dealboard forecast --month 2027-01 --by owner", "one month, for each owner"),
      Example("dealboard forecast --backtest --days 90", "how right it was in the past"),
    ])
}

/// Options of `forecast` whose words mean something else elsewhere.
enum ForecastWord {
  static let owner = "owner"
  static let currency = "currency"
  static let pipeline = "pipeline"
}
