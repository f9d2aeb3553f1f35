/// What an import did, or would do, as numbers.
package struct ImportCounts: Hashable, Sendable {
  /// Rows made, of every table, those that other rows only name among them.
  package var created: [Table: Int] = [:]
  /// Rows of the file that are in the database already, by the table of what they are about; a stage change counts as
  /// one of the deal.
  package var changed: [Table: Int] = [:]
  package var unchanged: [Table: Int] = [:]
  /// Deals whose name an update changed.
  package var renamed = Examples()
  /// New deals with the name and company, and the pipeline if there is one, of a deal that was there.
  package var likelyDoubles = Examples()
  /// Reasons of loss that were left out, since the deal is not lost.
  package var lossReasonsLeftOut = 0
  /// Closed deals whose closing day is not known, of those made or changed.
  package var closedWithoutDay = 0

  /// Stage changes that were left out, since the deal's history has a later one, or stands in the stage.
  package var movesLeftOut = 0

  package init() {}

  /// How many, and the first few.
  package struct Examples: Hashable, Sendable {
    package private(set) var count = 0
    package private(set) var first: [Example] = []
    static let shown = 20

    mutating func add(_ name: String, was before: String) {
      count += 1
      if first.count < Self.shown { first.append(Example(name: name, before: before)) }
    }
  }

  /// A deal by its name in the file, and what it was, or is, called in the database.
  package struct Example: Hashable, Sendable {
    package let name: String
    package let before: String
  }
}

/// An import as it was committed, or rehearsed.
package struct ImportResult: Hashable, Sendable {
  /// Nil for a rehearsal, and when the import changed nothing.
  package let action: Action?
  package let counts: ImportCounts
  /// The rows that a rehearsal has gone on after; an import ends at the first.
  package let refusals: [ImportRefusal]

  package init(action: Action?, counts: ImportCounts, refusals: [ImportRefusal] = []) {
    self.action = action
    self.counts = counts
    self.refusals = refusals
  }
}

/// A row that breaks a rule of deals, or names what is not there.
package struct ImportRefusal: Error, Hashable, Sendable {
  /// Its place among all rows given, from 0.
  package let row: Int
  package let error: StoreError
}
