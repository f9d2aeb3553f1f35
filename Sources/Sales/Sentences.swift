// What went wrong, in one sentence for people; board, commands and wire all say the same.

extension Refusal {
  /// One English sentence that names the field and the way out.
  package var sentence: String { sentence { $0 } }

  /// The same with other names of fields than the contract's.
  package func sentence(calling name: FieldNaming) -> String {
    let field = field.map(name)
    let subject = field ?? "The value"
    return switch rule {
    case .required: field.map { "\($0) is needed: give it a value." } ?? "A value is needed."
    case .tooLong: "\(subject) is too long: keep it to \(Limits.nameLength) characters."
    case .holdsNUL: "\(subject) must not hold the character U+0000."
    case .invalid(let kind): "\(subject) must be \(kind.expectation)."
    case .unknownField: "There is no field \(field.map { "“\($0)”" } ?? "of that name"): check its spelling."
    case .readOnlyField: "\(subject) is kept by the board and cannot be set: leave it out."
    case .unknownReference(let key): "\(subject) names \(key.noun) that does not exist (\(key.id)): choose another."
    case .unknownName(""): "There is no default pipeline: create one first."
    case .unknownName(let name): "There is no “\(name)”\(field.map { " for \($0)" } ?? ""): check its spelling."
    case .stageOfOtherPipeline: "The stage belongs to another pipeline: choose a stage of the deal's pipeline."
    case .pipelineWithoutStage:
      "A new pipeline needs one of its stages: set \(name("stage_id")) together with \(name("pipeline_id"))."
    case .contradictoryStatus: "The status contradicts the stage's type: leave the status out, or choose another stage."
    case .lossReasonWithoutLoss: "Only a lost deal has a \(name("loss_reason")): set its status to lost first."
    case .completedAhead:
      "A completed activity cannot lie ahead: change \(name("occurred_at")), or set its status to scheduled."
    case .duplicate(let key): "\(subject) is already that of \(key.noun) (\(key.id)): choose another, or edit that one."
    case .holdsDeals: "Deals are still in it: move or delete them first."
    case .needsDefault: "One pipeline must be the default: make another one the default instead."
    case .incompleteOrder: "The order must name each stage of the pipeline exactly once."
    case .notClosed: "The deal is neither won nor lost: close it first."
    case .noOpenStage: "The pipeline has no open stage to go back to: add one first."
    case .notEmpty: "The file already has deals: choose a new file."
    case .stillReferenced(let key):
      "\(key.noun.capitalizedFirst) (\(key.id)) still points at it: unlink or delete that first."
    case .nothingToRevert: "There is nothing to undo or redo."
    }
  }
}

/// What a field of the contract is called in a sentence: by its name there, or as people say.
package typealias FieldNaming = (String) -> String

extension FieldKind {
  /// What a value must be, to follow "must be".
  package var expectation: String {
    switch self {
    case .id(let prefix): "an id that begins with \(prefix)_"
    case .text: "text"
    case .money: "a whole number of minor units, such as cents, from 0"
    case .currency: "a currency code of ISO 4217, such as USD"
    case .moment: "a time such as 2026-03-16T12:00:00Z"
    case .date: "a date such as 2026-03-16"
    case .word(let words): "one of " + words.joined(separator: ", ")
    case .color: "a colour such as #3b82f6"
    case .number(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .flag: "true or false"
    case .json: "a JSON object"
    }
  }
}

extension Key {
  /// What kind of thing it is, with its article.
  package var noun: String {
    switch self {
    case .user: "a user"
    case .company: "a company"
    case .contact: "a contact"
    case .pipeline: "a pipeline"
    case .stage: "a stage"
    case .deal: "a deal"
    case .transition: "a row of stage history"
    case .activity: "an activity"
    case .followUp: "a task"
    }
  }
}

extension StoreError {
  /// One English sentence that says what happened to the file and what to do, as the wire sends it.
  package var sentence: String { sentence(at: nil) }

  /// The same with moments as people at that present read them, and with those names of fields.
  package func sentence(at present: Present?, calling name: FieldNaming = { $0 }) -> String {
    switch self {
    case .refused(let refusal): refusal.sentence(calling: name)
    case .refusedAt(let index, let error):
      "Item \(index + 1), and so none of them: \(error.sentence(at: present, calling: name))"
    case .notFound(let key): "There is no \(key.noun.withoutArticle) \(key.id): it may have been deleted."
    case .conflict(let conflict): conflict.sentence(at: present)
    case .busy: "Another program is writing to the file: try again in a moment."
    case .readOnly: "The file cannot be written: check its permissions and those of its folder."
    case .replaced:
      "The file is gone from its place or another one is there, and nothing was saved: quit and start again."
    case .newerSchema(let version):
      "The file was written by a newer dealboard (schema \(version)): update this one to open it."
    case .foreign(let detail):
      "This is no dealboard file (\(detail)) and it is left untouched: choose another with --db."
    case .damaged(let detail): "The file is damaged (\(detail)): restore a backup, and keep this one."
    case .full: "The disk is full and nothing was saved: make room, then try again."
    case .interrupted: "Interrupted: nothing was changed."
    case .failed(let detail): "The file could not be used (\(detail)): nothing was changed."
    }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
  fileprivate var withoutArticle: String { split(separator: " ").dropFirst().joined(separator: " ") }
}
