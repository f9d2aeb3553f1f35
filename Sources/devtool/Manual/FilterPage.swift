import Commands
import Sales

/// dealboard-filter(7), from the table of terms.
enum FilterPage {
  static let page: Manual.Page = {
    var page = Mdoc(name: "dealboard-filter", section: 7, summary: "the terms of filters in dealboard")
    page.section("Description")
    page.text(
      """
      A filter is a line of terms with spaces between them. It stands after / on the board, after dealboard list, and \
      in the options of commands that take one. A deal is shown if every term holds.
      """)
    for paragraph in paragraphs { page.paragraph(paragraph) }
    page.section("Terms")
    page.text("Besides words and phrases there are:")
    page.list(FilterKey.all.map { ($0.example, $0.summary.prefix(1).uppercased() + $0.summary.dropFirst() + ".") })
    page.section("Examples")
    page.list(
      Command.named(.list).examples.map { ($0.line, $0.meaning.prefix(1).uppercased() + $0.meaning.dropFirst() + ".") })
    page.seeAlso(Manual.others(than: "dealboard-filter"))
    return Manual.Page(name: "dealboard-filter", section: 7, lines: page.lines)
  }()

  private static let paragraphs = [
    """
    A word, or a "quoted phrase", stands in the name of the deal, its company or its contact. Case and accents do not \
    count. Put - before a term to exclude what it matches.
    """,
    """
    Numbers and dates compare with :, <, <=, > and >=. Dates are written as 2026-04-12, 12 apr, 20.12. or 12/20, and as \
    words: today, fri, eom, 2w. After : they may be spans: 2025-11, 2025, q3, jan, week, "next month", quarter, and 2w, \
    which reaches from today.
    """,
    "Deals that were closed more than 30 days ago are shown only where a term is about closed deals.",
    "In a shell, quote terms that have < or > in them.",
  ]
}
