/// What is kept for a person from one session to the next, by the name it has in the file.
package enum Preference: String, CaseIterable, Hashable, Sendable {
  case shapes = "board_shapes"
  /// The id of the pipeline on which the board opens: the one last switched to, or the one that an import filled.
  case openPipeline = "open_pipeline"
  case foldedStages = "folded_stages"
  case savedFilters = "saved_filters"
  case lossReasons = "loss_reasons"
  /// The walk through what needs attention, if it was not over.
  case triagePlace = "triage_place"
  /// What was being typed when boards were ended.
  case drafts = "draft"
}
