package import Sales

extension ImportSource {
  /// The parts one after the other.
  package init(rules: ImportRules = ImportRules(), parts: [ImportBatch]) {
    self.init(rules: rules, rows: parts.reduce(0) { $0 + $1.rows.count }) { take throws(StoreError) in
      for part in parts { try take(part) }
    }
  }
}
