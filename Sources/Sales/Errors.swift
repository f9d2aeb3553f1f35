/// A rule of the contract that a change breaks: nothing was written.
package struct Refusal: Error, Hashable, Sendable {
  package let rule: Rule
  /// The field at fault, by the contract's name; nil when no one field is.
  package let field: String?

  package init(_ rule: Rule, field: String? = nil) {
    self.rule = rule
    self.field = field
  }
}

/// Every rule that can be broken.
package enum Rule: Hashable, Sendable {
  /// A required value is missing, blank or cleared.
  case required
  /// Over 255 characters where a name is meant.
  case tooLong
  /// U+0000 in a text, where SQLite's functions end: checks and searches would not see what follows.
  case holdsNUL
  /// No value of the field's type or range.
  case invalid(FieldKind)
  /// The entity has no field of that name.
  case unknownField
  /// Set by the rules, not by people.
  case readOnlyField
  /// The row that an id points at is not there.
  case unknownReference(Key)
  /// No row of that name.
  case unknownName(String)
  /// Several rows of that name.
  case severalOfName(String)
  /// The stage belongs to another pipeline.
  case stageOfOtherPipeline
  /// A new pipeline without a stage of it.
  case pipelineWithoutStage
  /// A status that contradicts the stage's type in one request.
  case contradictoryStatus
  /// A loss reason on a deal that is not lost.
  case lossReasonWithoutLoss
  /// A completed activity more than five minutes ahead of now.
  case completedAhead
  /// Won or lost on a day that is still to come.
  case closedAhead
  /// Another row has this unique value.
  case duplicate(Key)
  /// Deleting what deals are still in.
  case holdsDeals
  /// The only default pipeline cannot stop being it; another must become it.
  case needsDefault
  /// Not each stage exactly once.
  case incompleteOrder
  /// Won or lost on a day before the deal was created, which was that day.
  case closedBeforeCreation(Day)
  /// Reopening what is not closed.
  case notClosed
  /// Reopening where no open stage is.
  case noOpenStage
  /// Filling a database that already has deals.
  case notEmpty
  /// Other rows point at what would be deleted.
  case stillReferenced(Key)
  /// Undoing what was done to a row that is gone by now: what it was called, and who deleted it.
  case deletedSince(title: String, by: String?)
  /// Nothing to undo or redo.
  case nothingToRevert
}

/// Two people changed the same field: what was expected, what is there, and who put it there.
package struct Conflict: Error, Hashable, Sendable {
  package let key: Key
  package let field: String
  package let expected: Scalar
  package let found: Scalar
  /// The name of whoever changed the field last, and when; nil when the journal does not say.
  package let by: String?
  package let at: Timestamp?
  /// What people call the row.
  package let title: String
  /// What people call the rows whose ids the values are.
  package let names: [String: String]
  /// What an amount is in.
  package let currency: Currency

  package init(
    key: Key, field: String, expected: Scalar, found: Scalar, by: String?, at: Timestamp?, title: String,
    names: [String: String] = [:], currency: Currency = .usd
  ) {
    self.key = key
    self.field = field
    self.expected = expected
    self.found = found
    self.by = by
    self.at = at
    self.title = title
    self.names = names
    self.currency = currency
  }
}

/// Everything that a store answers instead of doing what it was asked. Nothing has been written then.
package enum StoreError: Error, Hashable, Sendable {
  case refused(Refusal)
  /// In a bulk or an import, which of its changes was refused, from 0.
  indirect case refusedAt(index: Int, StoreError)
  case notFound(Key)
  case conflict(Conflict)
  /// Another process holds the write lock.
  case busy
  /// The file or its folder cannot be written.
  case readOnly
  /// The file or its log is gone from its place, was cut off, or another one is there.
  case replaced
  /// Written by a newer version of the program, whose schema has this number.
  case newerSchema(Int)
  /// No database, or another program's.
  case foreign(String)
  case damaged(String)
  /// The disk is full.
  case full
  /// A key press or Ctrl-C ended a long question or change.
  case interrupted
  /// The file cannot be opened as it is: a whole sentence that names the cure.
  case unusable(String)
  /// Anything else, in the library's own words.
  case failed(String)
}

extension StoreError {
  /// Whether the change itself is at fault, rather than the file or the disk.
  package var isAboutTheChange: Bool {
    switch self {
    case .refused, .refusedAt, .notFound, .conflict: true
    case .busy, .readOnly, .replaced, .newerSchema, .foreign, .damaged, .full, .interrupted, .unusable, .failed: false
    }
  }
}
