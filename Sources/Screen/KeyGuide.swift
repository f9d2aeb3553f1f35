/// The keys of one screen, as help on the command line, the manual pages and the documentation list them.
package struct KeyGuide: Hashable, Sendable {
  /// A few words for a heading: `In triage`.
  package let title: String
  package let groups: [Group]

  package struct Group: Hashable, Sendable {
    package let title: String
    package let rows: [Row]

    package init(title: String, rows: [Row]) {
      self.title = title
      self.rows = rows
    }
  }

  package struct Row: Hashable, Sendable {
    /// Keys that do the same, as they are pressed: `gg`, `home`.
    package let keys: [String]
    /// What they do, without a capital and a full stop.
    package let summary: String

    package init(keys: [String], summary: String) {
      self.keys = keys
      self.summary = summary
    }
  }

  package init(title: String, groups: [Group]) {
    self.title = title
    self.groups = groups
  }
}
