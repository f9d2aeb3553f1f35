import Sales
import Screen

/// A key of a page: the footer shows its hint, the help its sentence.
struct DialogueKey: Hashable {
  let keys: String
  /// What the footer says; nil for keys that only the help names.
  let hint: String?
  /// What the footer says where it has room.
  let wideHint: String?
  let help: String

  init(_ keys: String, hint: String? = nil, wide: String? = nil, _ help: String) {
    (self.keys, self.hint, wideHint, self.help) = (keys, hint, wide ?? hint, help)
  }
}

extension ImportDialogue {
  /// The keys of the page, the most used first.
  var keys: [DialogueKey] {
    own + [
      DialogueKey("enter", hint: enterHint, enterHelp),
      DialogueKey(
        "esc", hint: page == .columns ? "leave" : "back", page == .columns ? leaveHelp : "go to the page before"),
    ] + shared
  }

  private var own: [DialogueKey] {
    switch page {
    case .columns:
      [
        DialogueKey("h l", hint: "read as", "change what the column is read as, likeliest first"),
        DialogueKey("m", hint: "field", wide: "choose a field", "choose a field from all of them"),
        DialogueKey("-", hint: "not read", wide: "do not read", "do not read the column"),
        DialogueKey("o", "change sheet, separator, encoding or header line"),
      ]
    case .stages:
      [
        DialogueKey("J K", hint: "order", "move the stage down or up"),
        DialogueKey("h l", hint: "open, won, lost", "make the stage open, won or lost"),
        DialogueKey(
          "a", hint: hasSeveralQuestions ? "all alike" : nil, "answer every word that needs one like this one"),
        DialogueKey("c", hint: "colour", "give the stage its next colour"),
      ]
    case .words:
      [
        DialogueKey("h l", hint: "choose", "change what the word becomes, likeliest first"),
        DialogueKey("m", hint: "another", "choose from everything it can become"),
        DialogueKey(
          "a", hint: hasSeveralQuestions ? "all alike" : nil,
          "answer every word of the group that needs one like this one"),
      ]
    case .counts: []
    }
  }

  /// Whether more than one word needs an answer, so that one key for all of them is worth a hint.
  private var hasSeveralQuestions: Bool { list.rows.count { $0.sign == .must && $0.isWord } > 1 }

  /// The last page has its keys in another order: what one came for is first.
  var hints: [DialogueKey] {
    guard page == .counts else { return keys.filter { $0.hint != nil } }
    let save = DialogueKey("w", hint: "write the list to a file", "write counts and skipped rows to a file")
    let all = [keys.first { $0.keys == "enter" }, save, keys.first { $0.keys == "esc" }].compactMap(\.self)
    return isEmpty ? Array(all.dropFirst()) : all
  }

  /// What the help lists.
  var helpKeys: [DialogueKey] {
    page == .counts ? hints + keys.filter { key in !hints.contains { $0.keys == key.keys } } : keys
  }

  private var enterHint: String {
    page == .counts ? "import \(counted(pages.tally.deals, "deal"))" : "next"
  }

  private var enterHelp: String {
    page == .counts ? "import, in one step that u on the board takes back" : "take the guesses and go on"
  }

  /// Answers are kept in a database that knows the user.
  private var leaveHelp: String {
    "leave with nothing written" + (pages.plan.context.keepsAnswers ? "; answers are kept" : "")
  }

  private var shared: [DialogueKey] {
    [
      DialogueKey("j k", "move"), DialogueKey("gg G", "go to the first or last row"),
      DialogueKey("ctrl-d ctrl-u", "move half a page"), DialogueKey("ctrl-l ctrl-z", "redraw, suspend (fg resumes)"),
      DialogueKey("ctrl-c", leaveHelp),
    ]
  }
}
