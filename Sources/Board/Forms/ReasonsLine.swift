package import Screen

/// The person's own loss reasons, with commas between.
package struct ReasonsLine: Hashable, Sendable {
  package var editor: LineEditor

  package init(_ editor: LineEditor) {
    self.editor = editor
  }
}

extension ReasonsLine: TypedFeature {
  var mode: Mode { .reasons(self) }
  func press(_ key: Key, in model: inout Model) -> [Effect] { model.typeReasons(key, editor) }
  func draft(in model: Model) -> Draft? { editor.text == model.reasonsLine ? nil : .reasons(editor.text) }
}
