package import Screen

/// The commands by name, over the screen that they were called from.
package struct CommandPalette: Hashable, Sendable {
  package var editor: LineEditor
  /// The place of the chosen one among those found.
  package var chosen: Int

  package init(_ editor: LineEditor, chosen: Int) {
    self.editor = editor
    self.chosen = chosen
  }
}

extension CommandPalette: Feature {
  var mode: Mode { .palette(self) }
  var typing: LineEditor? {
    get { editor }
    set { if let newValue { self = CommandPalette(newValue, chosen: 0) } }
  }
  var liesOver: Bool { true }
  func press(_ key: Key, in model: inout Model) -> [Effect] { model.typePalette(key, editor, chosen: chosen) }
  func draft(in model: Model) -> Draft? { editor.isEmpty ? nil : .palette(editor.text) }
}

/// Every key of the screen that it was called from.
package struct HelpScreen: Hashable, Sendable {
  /// The first row in sight.
  package var top: Int
  /// Nil while nothing is searched.
  package var search: LineEditor?

  package init(top: Int = 0, search: LineEditor? = nil) {
    self.top = top
    self.search = search
  }
}

extension HelpScreen: Feature {
  var mode: Mode { .help(self) }
  var typing: LineEditor? {
    get { search }
    set { if let newValue { self = HelpScreen(search: newValue) } }
  }
  var keepsHelpKeys: Bool { true }
  var liesOver: Bool { true }
  func press(_ key: Key, in model: inout Model) -> [Effect] { model.pressInHelp(key, self) }
}
