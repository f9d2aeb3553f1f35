package import Screen

/// The filter as it is typed; every key shows what matches.
package struct FilterLine: Hashable, Sendable {
  package var editor: LineEditor

  package init(_ editor: LineEditor) {
    self.editor = editor
  }
}

extension FilterLine: TypedFeature {
  var mode: Mode { .filter(self) }
  func press(_ key: Key, in model: inout Model) -> [Effect] { model.typeFilter(key, editor) }
  func pasted(in model: inout Model) -> [Effect] { model.filterChanged(editor) }
  func draft(in model: Model) -> Draft? { editor.isEmpty ? nil : .filter(editor.text) }
}

/// The name under which the filter is to be saved.
package struct FilterNameLine: Hashable, Sendable {
  package var editor: LineEditor

  package init(_ editor: LineEditor) {
    self.editor = editor
  }
}

extension FilterNameLine: TypedFeature {
  var mode: Mode { .saveFilter(self) }
  func press(_ key: Key, in model: inout Model) -> [Effect] { model.typeFilterName(key, editor) }

  func draft(in model: Model) -> Draft? {
    editor.isEmpty ? nil : .filterName(filter: model.filterText, editor.text)
  }
}
