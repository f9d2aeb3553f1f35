import Board

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
    for screen in KeyScreen.all {
      page.section(screen.title)
      for (index, group) in screen.groups.enumerated() {
        if screen.groups.count > 1 { page.subsection(group.title) } else if index == 0 { page.text("The keys:") }
        page.list(
          group.rows.map {
            ($0.keys.joined(separator: "  "), $0.words.prefix(1).uppercased() + $0.words.dropFirst() + ".")
          })
      }
    }
    page.seeAlso(Manual.others(than: "dealboard-keys"))
    return Manual.Page(name: "dealboard-keys", section: 7, lines: page.lines)
  }()
}

/// The keys of one screen as README and manual list them.
struct KeyScreen {
  /// A few words for a heading: `In triage`.
  let title: String
  /// The same to stand before its rows in running text.
  let words: String
  let groups: [Group]

  struct Group {
    let title: String
    let rows: [Row]
  }

  struct Row {
    /// As they are pressed: `gg`, `home`.
    let keys: [String]
    let words: String
  }

  /// The board, then every screen that has keys of its own.
  static let all: [KeyScreen] =
    [KeyScreen("On the board", "", .board)]
    + [
      KeyScreen("In an open deal", "In the deal that `enter` opens", .pane),
      KeyScreen("In its list of fields", "In its list of fields, which `i` opens", .record),
      KeyScreen("In triage", "In the walk that `t` begins", .triage),
      KeyScreen("At the end of triage", "At its end", .triageEnd),
      KeyScreen("In the tasks of today", "In the list that `T` opens", .today),
      KeyScreen("In the table of stages", "In the table that `S` opens", .stages),
    ]

  private init(_ title: String, _ words: String, _ keymap: Keymap) {
    self.title = title
    self.words = words
    let isBoard = words.isEmpty
    let rows = keymap.bindings.filter { row in
      // What is the same as on the board needs no second row.
      isBoard || !Keymap.board.bindings.contains { $0.group == row.group }
    }
    groups = KeyGroup.allCases.compactMap { group in
      var listed = rows.filter { $0.group == group && $0.verb.stageIndex == nil }.map {
        Row(keys: $0.keys.map { $0.split(separator: " ").joined() }, words: $0.summary)
      }
      if isBoard, group == .move { listed.append(Row(keys: ["1 … 9"], words: "to that stage")) }
      return listed.isEmpty ? nil : Group(title: group.rawValue, rows: listed)
    }
  }
}
