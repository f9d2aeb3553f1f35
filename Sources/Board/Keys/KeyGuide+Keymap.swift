package import Screen

extension KeyGuide {
  /// The board, then every screen that has keys of its own.
  package static let all = [
    KeyGuide("On the board", of: .board, isBoard: true),
    KeyGuide("In an open deal", of: .pane),
    KeyGuide("In its list of fields", of: .record),
    KeyGuide("In triage", of: .triage),
    KeyGuide("At the end of triage", of: .triageEnd),
    KeyGuide("In the tasks of today", of: .today),
    KeyGuide("In the table of stages", of: .stages),
  ]

  private init(_ title: String, of keymap: Keymap, isBoard: Bool = false) {
    let rows = keymap.bindings.filter { row in
      // What is the same as on the board needs no second row.
      isBoard || !Keymap.board.bindings.contains { $0.group == row.group }
    }
    let groups = KeyGroup.allCases.compactMap { group -> Group? in
      var listed = rows.filter { $0.group == group && $0.verb.stageIndex == nil }.map {
        Row(keys: $0.keys.map { $0.split(separator: " ").joined() }, summary: $0.summary)
      }
      if isBoard, group == .move { listed.append(Row(keys: ["1 … 9"], summary: "to that stage")) }
      return listed.isEmpty ? nil : Group(title: group.rawValue, rows: listed)
    }
    self.init(title: title, groups: groups)
  }
}
