/// What is kept of a request that was made once, so that its repetition is known.
package struct Receipt: Hashable, Sendable {
  /// How long it is kept, in seconds.
  package static let lifetime: Int64 = 86_400
  /// What the client chose for the request.
  package let key: String
  /// A hash of the whole request, by which another one with the same key is told from a repetition.
  package let request: String
  /// What the answer was about.
  package let row: Key

  package init(key: String, request: String, row: Key) {
    (self.key, self.request, self.row) = (key, request, row)
  }
}
