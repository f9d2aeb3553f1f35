import Board
import Screen

/// dealboard-keys(7), from the tables of keys.
enum KeyPage {
  static let page: Manual.Page = {
    var page = Mdoc(name: "dealboard-keys", section: 7, summary: "the keys of the dealboard")
    page.section("Description")
    page.text(
      """
      These are the keys of dealboard(1). On the board ? shows them, and : finds commands by name. Two keys side by \
      side, such as gg, are pressed one after the other; ctrl-d is d with the control key held. Digits choose stages, \
      so there are no counts before a key.
      """)
    for screen in KeyGuide.all {
      page.section(screen.title)
      for (index, group) in screen.groups.enumerated() {
        if screen.groups.count > 1 { page.subsection(group.title) } else if index == 0 { page.text("The keys:") }
        page.list(
          group.rows.map {
            ($0.keys.joined(separator: "  "), $0.summary.prefix(1).uppercased() + $0.summary.dropFirst() + ".")
          })
      }
    }
    page.seeAlso(Manual.others(than: "dealboard-keys"))
    return Manual.Page(name: "dealboard-keys", section: 7, lines: page.lines)
  }()
}
