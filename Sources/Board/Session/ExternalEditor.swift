/// Gives the text to the person's own editor, with the whole terminal, and returns it as it was left.
package typealias EditText = (_ text: String) throws(EditorFailure) -> String

/// Why there is nothing to take back from the editor: one sentence with the way out.
package struct EditorFailure: Error, Hashable, Sendable {
  package let sentence: String

  package init(_ sentence: String) {
    self.sentence = sentence
  }
}
