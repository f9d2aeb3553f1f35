/// One row of the table of filter terms: what parsing, help, README and tests read.
package struct FilterKey: Sendable {
  /// As it is typed before the comparison.
  package let word: String
  /// The deal's field that it is about, whose name may be typed instead; nil where it is about no single field.
  package let field: String?
  package let kind: Kind
  /// A whole term.
  package let example: String
  /// For help: what the example finds.
  package let summary: String

  /// What may stand after the comparison.
  package enum Kind: Hashable, Sendable {
    case text(Filter.TextField)
    case stage
    case pipeline
    /// A stage, or one behind it, that the deal has been in.
    case reached
    case status
    case amount
    /// Whole days since the moment.
    case days(Filter.MomentField)
    case date(Filter.MomentField, DaysReader.Direction)
    case missing
    case state
  }

  /// States that no single field says.
  package enum State: String, CaseIterable, Sendable {
    case attention, overdue, parked, open, stalled, won, lost, closed
  }

  private init(_ word: String, _ field: String?, _ kind: Kind, _ example: String, _ summary: String) {
    self.word = word
    self.field = field
    self.kind = kind
    self.example = example
    self.summary = summary
  }

  package static let all: [FilterKey] = [
    FilterKey(
      "owner", "owner_id", .text(.owner), "owner:me", "your deals; or those of another user, by a word of the name"),
    FilterKey("company", "company_id", .text(.company), "company:acme", "company has a word that starts with acme"),
    FilterKey("contact", "contact_id", .text(.contact), "contact:ada", "contact has a word that starts with ada"),
    FilterKey("stage", "stage_id", .stage, "stage:prop", "stage has a word that starts with prop"),
    FilterKey("pipeline", "pipeline_id", .pipeline, "pipeline:sales", "pipeline has a word that starts with sales"),
    FilterKey("reached", nil, .reached, "reached:prop", "has been in that stage or in a later one"),
    FilterKey("status", "status", .status, "status:lost", "open, stalled, won, lost; closed is won or lost"),
    FilterKey("source", "source", .text(.source), "source:referral", "source has a word that starts with referral"),
    FilterKey(
      "reason", "loss_reason", .text(.lossReason), "reason:price", "loss reason has a word that starts with price"),
    FilterKey(
      "value", "value", .amount, "value>10k", "worth more than 10,000 in its own currency; value>€10k: euros only"),
    FilterKey("idle", "touched_at", .days(.touched), "idle>14", "not touched for more than 14 days"),
    FilterKey("age", "stage_entered_at", .days(.stageEntered), "age>90", "more than 90 days in its stage"),
    FilterKey(
      "close", "expected_close", .date(.expectedClose, .ahead), "close<eom",
      "open and expected to close before the last day of the month"),
    FilterKey("closed", "closed_at", .date(.closed, .back), "closed:2017-05", "won or lost in May 2017"),
    FilterKey("created", "created_at", .date(.created, .back), "created:2w", "created in the last two weeks"),
    FilterKey("due", nil, .date(.due, .ahead), "due:today", "next step is due today"),
    FilterKey("no", nil, .missing, "no:step", "no next step; also no:value, close, owner, contact, company, reason"),
    FilterKey("is", nil, .state, "is:attention", "needs attention; also is:overdue, is:parked, or a status"),
  ]

  /// The row of that word or field.
  package static func named(_ word: String) -> FilterKey? { all.first { $0.word == word || $0.field == word } }
}
