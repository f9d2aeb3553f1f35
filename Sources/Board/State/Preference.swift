/// What is kept for a person from one session to the next, by the name it has in the file.
package enum Preference: String, CaseIterable, Hashable, Sendable {
  case shapes = "board_shapes"
  case foldedStages = "folded_stages"
  case savedFilters = "saved_filters"
  case lossReasons = "loss_reasons"
  /// The walk through what needs attention, if it was not over.
  case triagePlace = "triage_place"
  /// What was being typed when boards were ended.
  case drafts = "draft"
}
