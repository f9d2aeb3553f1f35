// The rows of the weekly review in the table of commands.
extension Command {
  static let reportCommand = Command(
    .program(.report), words: ["report"], "Report on a pipeline: funnel, win rate, forecast, owners and more.",
    takes: .terms,
    options: [
      Option.named(.period),
      Option(
        word: OptionName.pipeline.rawValue, .required("NAME"), "The pipeline to report on (default: the first one)."),
      Option(
        word: OptionName.currency.rawValue, .required("CODE"),
        "The currency to report on (default: that of most open deals)."),
      Option.named(.owners), Option.named(.text), Option.named(.json), Option.named(.csv),
    ],
    details: [
      """
      Everything is about the deals of one pipeline, one currency and the terms. Each heading says what its figures \
      mean. A figure that there is nothing to compute from is a -.
      """,
      """
      --json and --csv hold beside each figure the filter line that selects its deals; dealboard list prints them. \
      Slipped deals have none: which date a deal had then is in the journal only.
      """,
      "Amounts are in minor units in JSON and in major units elsewhere.",
    ],
    examples: [
      Example("dealboard report", "the last 12 months of the first pipeline"),
      Example("dealboard report owner:me --period 'last quarter'", "yours, in the last full quarter"),
      Example("dealboard report --owners", "the same figures for each owner, side by side"),
      Example("dealboard report --csv", "every figure on a line of its own, for a spreadsheet"),
    ])

  static let changesCommand = Command(
    .changes, "Say what became of deals since a day.",
    options: [.since, .by, .reviewed, .text, .json, .csv],
    details: [
      """
      It compares the deals as they were at the start of the day with the deals as they are: what was changed and \
      changed back is not told. First how many changes of each kind each user made, then the deals, with the old value \
      and the new one.
      """,
      """
      in: created, reopened or moved here from another pipeline; out: deleted or moved to another pipeline; later and \
      earlier: the close date; up and down: the value; steps: next steps planned; notes: activities logged.
      """,
    ],
    examples: [
      Example("dealboard changes", "since Monday, or since your last review if that was later"),
      Example("dealboard changes --since 3d --by ana", "what ana changed in the last three days"),
      Example("dealboard changes --reviewed", "the same as the first, and the next one begins here"),
    ])

  static let reviewCommand = Command(
    .review, "Print the review list, or put a deal on it.", takes: .any("DEAL WHY"),
    options: [.remove, .text, .json, .csv],
    details: [
      """
      The list holds deals that a team wants to look at again, each with a line of why, by owner. An item is done when \
      a step of its deal has been completed since, or the deal was closed.
      """,
      "A deal that is on the list already gets the new reason and is open again.",
    ],
    examples: [
      Example("dealboard review", "the list by owner, with next steps, and what was done this week"),
      Example("dealboard review 'Acme renewal' Ask the CFO who signs", "puts the deal on the list"),
    ])

  static let goalsCommand = Command(
    .goals, "Print goals with their progress, or set one.", takes: .any("set|remove USER PERIOD AMOUNT"),
    options: [.text, .json, .csv],
    details: [
      """
      A goal is what a user is to win in a month, such as 2026-11, or a quarter, such as 2026-Q4: an amount in one \
      currency or a number of deals. What counts is won by closing date in the period, by the owner of the deal now.
      """
    ],
    examples: [
      Example("dealboard goals set ana 2026-Q4 250k EUR", "what ana is to win in the last quarter"),
      Example("dealboard goals set ana 2026-11 12 deals", "a number of deals in November"),
      Example("dealboard goals", "every goal and how far it is reached"),
    ])

  static let digestCommand = Command(
    .digest, "Print what a user should know in the morning.", options: [.user],
    details: [
      """
      What is late, what is due today, what others changed since yesterday on deals of the user, and which of them are \
      at risk, as text for mail or a login message.
      """
    ],
    examples: [Example("dealboard digest --user ana", "what ana should know today")])
}
