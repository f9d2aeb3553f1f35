import Sales
package import Screen

extension DealForm {
  /// One field as a line that is typed, in the form or where it stands.
  package struct Entry: Hashable, Sendable {
    let column: Column
    package var editor: LineEditor
    /// The text of the value seen.
    package var original: String
    /// What the store said of a name typed here last, by the name.
    private var meanings: [String: NameMeaning] = [:]

    init(column: Column, editor: LineEditor, original: String) {
      (self.column, self.editor, self.original) = (column, editor, original)
    }

    package var isChanged: Bool { editor.text.trimmed != original }
    /// The contract's name.
    package var field: String { column.name }
    var kind: FieldKind { column.kind }
    /// `expected close`, `owner`.
    package var label: String { FieldText.label(field) }
    /// What the name that is typed stands for; nil while it is as it was, and for what is no name.
    var meaning: NameMeaning? { isChanged ? meanings[editor.text.trimmed] : nil }

    /// What is saved: of a colleague the login that is meant.
    var text: String {
      if field == "owner_id", case .known(let login, _)? = meaning { return login }
      return editor.text
    }

    /// Asks the store what the typed name stands for.
    var question: [Effect] {
      let text = editor.text.trimmed
      guard column.isReference, isChanged, !text.isEmpty else { return [] }
      return [.ask(.meaning(text, field: field))]
    }

    mutating func learn(_ name: String, of field: String, _ meaning: NameMeaning) {
      if field == self.field { meanings = [name: meaning] }
    }

    /// Why the text is no value for the field; nil when it is one. Nothing typed empties metadata, which is a value.
    func fault(currency: Currency, today: Day, _ notation: Notation) -> String? {
      if editor.text.trimmed.isEmpty { return column.isRequired && kind != .json ? "\(label) is needed" : nil }
      switch meaning {
      case .refused(let error): return error.fault
      case .several(let names): return "which \(label): \(names.prefix(6).joined(separator: ", "))"
      case .known, .new, nil: break
      }
      guard let read = FieldText.read(editor.text, kind, currency: currency, today: today, notation) else {
        let question = FieldText.question(editor.text, kind, currency: currency, today: today, notation)
        return question ?? "\(label) must be \(FieldText.expectation(kind))"
      }
      do { _ = try column.kept(read.value) } catch { return error.fault }
      return nil
    }
  }
}

extension Model {
  mutating func receivedMeaning(of name: String, _ field: String, _ meaning: NameMeaning) -> [Effect] {
    if case .form(var form) = mode {
      for index in form.entries.indices { form.entries[index].learn(name, of: field, meaning) }
      mode = .form(form)
      if form.isAwaitingOwner { return submit(form) }
    } else if case .field(var form) = mode {
      form.entry.learn(name, of: field, meaning)
      mode = .field(form)
    }
    return []
  }
}

extension StoreError {
  /// Its sentence as it stands beside a line.
  fileprivate var fault: String {
    let sentence = sentence(at: nil, .byTitle { _ in nil })
    return sentence.last == "." ? String(sentence.dropLast()) : sentence
  }
}
