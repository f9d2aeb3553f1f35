import Sales

/// What people say about a file besides its name.
struct ImportOptions: Hashable, Sendable {
  var mappings: [FieldMapping] = []
  /// The pipeline of rows that name none; nil for the default one.
  var pipeline: String?
  /// Made in this order where missing.
  var stages: [String] = []
  var wonStages: [String] = []
  var lostStages: [String] = []
  /// Whether stages and pipelines that only rows name are made as well.
  var createsStages = false
  /// The currency of rows that name none.
  var currency = Currency.usd
  /// Whether amounts are in minor units already.
  var isMinor = false
  var dates: DateOrder?

  init() {}
}
