import Commands
import Sales

/// dealboard-filter(7), from the table of terms.
enum FilterPage {
  static let page: Manual.Page = {
    var page = Mdoc(name: "dealboard-filter", section: 7, summary: "the terms of filters in dealboard")
    page.section("Description")
    for (index, paragraph) in HelpTopic.filterParagraphs.enumerated() {
      if index == 0 { page.text(paragraph) } else { page.paragraph(paragraph) }
    }
    page.section("Terms")
    page.text("Besides words and phrases there are:")
    page.list(FilterKey.all.map { ($0.example, $0.summary.prefix(1).uppercased() + $0.summary.dropFirst() + ".") })
    page.section("Examples")
    page.list(
      Command.named(.list).examples.map { ($0.line, $0.meaning.prefix(1).uppercased() + $0.meaning.dropFirst() + ".") })
    page.seeAlso(Manual.others(than: "dealboard-filter"))
    return Manual.Page(name: "dealboard-filter", section: 7, lines: page.lines)
  }()
}
