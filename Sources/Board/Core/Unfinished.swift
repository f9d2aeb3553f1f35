/// What was left unfinished and can be gone on with: typed lines, triage, the tour.
package struct Unfinished: Equatable, Sendable {
  /// Whether there are drafts that no board has claimed.
  var hasDrafts = false
  /// What was being typed when a board was ended and this one is to open again; nil once it has.
  package var draft: Draft?
  /// How many more wait for the next starts.
  var laterDrafts = 0
  /// Walks of triage that were not over when they were left.
  package var walks: [KeptTriage] = []
  /// The tour as it was when it was left.
  var tour: Tour?
}
