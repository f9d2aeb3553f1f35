// What went wrong, in one sentence for people; board, commands and wire all say the same.

extension Refusal {
  /// One English sentence that names the field and the way out.
  package var sentence: String { sentence(.byID) }

  /// The same with rows and fields by those names.
  package func sentence(_ naming: RowNaming) -> String {
    let name = naming.field
    let field = field.map(name)
    let subject = field ?? "The value"
    return switch rule {
    case .required: field.map { "\($0) is needed: give it a value." } ?? "A value is needed."
    case .tooLong: "\(subject) is too long: keep it to \(Limits.nameLength) characters."
    case .holdsNUL: "\(subject) must not hold the character U+0000."
    case .invalid(let kind): "\(subject) must be \(kind.expectation)."
    case .unknownField: "There is no field \(field.map { "“\($0)”" } ?? "of that name"): check its spelling."
    case .readOnlyField: "\(subject) is kept by the board and cannot be set: leave it out."
    case .unknownReference(let key): naming.missing(key, namedBy: subject)
    case .unknownName(""): "There is no default pipeline: create one first."
    case .unknownName(let name): "There is no “\(name)”\(field.map { " for \($0)" } ?? ""): check its spelling."
    case .severalOfName(let name): "There are several called “\(name)”: name the company too."
    case .stageOfOtherPipeline: "The stage belongs to another pipeline: choose a stage of the deal's pipeline."
    case .pipelineWithoutStage:
      "A new pipeline needs one of its stages: set \(name("stage_id")) together with \(name("pipeline_id"))."
    case .contradictoryStatus: "The status contradicts the stage's type: leave the status out, or choose another stage."
    case .lossReasonWithoutLoss: "Only a lost deal has a \(name("loss_reason")): set its status to lost first."
    case .completedAhead:
      "A completed activity cannot lie ahead: change \(name("occurred_at")), or set its status to scheduled."
    case .closedAhead: "A deal cannot be won or lost on a day to come: set \(name("closed_at")) to today or earlier."
    case .duplicate(let key):
      "\(subject) is already that of \(key.noun)\(naming.aside(key)): choose another, or edit that one."
    case .holdsDeals: "Deals are still in it: move or delete them first."
    case .needsDefault: "One pipeline must be the default: make another one the default instead."
    case .incompleteOrder: "The order must name each stage of the pipeline exactly once."
    case .closedBeforeCreation(let day):
      "\(subject.capitalizedFirst) lies before the deal was created: give \(DateText.full(day)) or a later day."
    case .notClosed: "The deal is neither won nor lost: close it first."
    case .noOpenStage: "The pipeline has no open stage to go back to: add one first."
    case .notEmpty: "The file already has deals: choose a new file."
    case .stillReferenced(let key):
      "\(key.noun.capitalizedFirst)\(naming.aside(key)) still points at it: unlink or delete that first."
    case .deletedSince(let title, let name): "\(title) has been deleted since\(name.map { ", by \($0)" } ?? "")."
    case .nothingToRevert: "There is nothing to undo or redo."
    }
  }
}

/// How sentences speak of rows: programs know them by their ids, people by what they are called.
package enum RowNaming {
  case byID
  /// What a row is called, where that is known.
  case byTitle((Key) -> String?)

  /// After the kind of row: ` (Globex)`; nothing for one that nobody can name.
  func aside(_ key: Key) -> String {
    switch self {
    case .byID: " (\(key.id))"
    case .byTitle(let title): title(key).map { " (\($0))" } ?? ""
    }
  }

  /// A field by its name, or as forms label it.
  func field(_ name: String) -> String {
    switch self {
    case .byID: name
    case .byTitle: FieldText.label(name)
    }
  }

  func missing(_ key: Key, namedBy field: String? = nil) -> String {
    switch self {
    case .byID:
      field.map { "\($0) names \(key.noun) that does not exist (\(key.id)): choose another." }
        ?? "There is no \(key.noun.withoutArticle) \(key.id): it may have been deleted."
    case .byTitle(let title):
      "\(title(key) ?? "The \(key.noun.withoutArticle)") is not there any more: it may have been deleted."
    }
  }

  func ofSeveral(_ index: Int) -> String {
    switch self {
    case .byID: "Item \(index + 1), and so none of them: "
    // Nobody has counted what is marked.
    case .byTitle: "Nothing was changed: "
    }
  }
}

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
    case .goal: "a goal"
    case .review: "an item of the review list"
    }
  }
}

extension StoreError {
  /// One English sentence that says what happened to the file and what to do, as the wire sends it.
  package var sentence: String { sentence(at: nil) }

  /// The same with moments as people at that present read them, and rows as they know them.
  package func sentence(
    at present: Present?, _ naming: RowNaming = .byID, money: MoneyText = MoneyText(hasSigns: false)
  ) -> String {
    switch self {
    case .refused(let refusal): refusal.sentence(naming)
    case .refusedAt(let index, let error): naming.ofSeveral(index) + error.sentence(at: present, naming, money: money)
    case .notFound(let key): naming.missing(key)
    case .conflict(let conflict): conflict.sentence(at: present, money)
    case .busy: "Another program is writing to the file: try again in a moment."
    case .readOnly: "The file cannot be written: check its permissions and those of its folder."
    case .replaced:
      "The file is gone from its place, was cut off, or another one is there, and nothing was saved: quit and start again."
    case .newerSchema(let version):
      "The file was written by a newer dealboard (schema \(version)): update this one to open it."
    case .foreign(let detail):
      "This is no dealboard file (\(detail)) and it is left untouched: choose another with --db."
    case .damaged(let detail):
      "The file is damaged (\(detail)): put a backup in its place with dealboard restore FILE, which keeps this one."
    case .full: "The disk is full and nothing was saved: make room, then try again."
    case .interrupted: "Interrupted: nothing was changed."
    case .unusable(let sentence): sentence
    case .failed(let detail): "The file could not be used (\(detail)): nothing was changed."
    }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
  fileprivate var withoutArticle: String { split(separator: " ").dropFirst().joined(separator: " ") }
}
