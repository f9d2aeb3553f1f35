package import Sales

/// The board that all screens share: what the file says of the pipeline in sight, and how the person looks at it.
package struct BoardState: Equatable, Sendable {
  // What the file says.
  package var pipelines: [PipelinePlan] = []
  /// The pipeline in sight; nil until the file has been read.
  package var pipeline: PipelineID?
  package var columns: [StageColumn] = []
  /// Open and stalled deals without the filter; nil until known.
  package var openDeals: Int?
  /// Deals that need attention; nil until counted.
  package var attention: Int?
  /// Deals that are parked until a later day, which are counted apart.
  package var parked = 0
  /// What the past of the stages teaches; nil until it is known.
  package var lessons: [StageID: StageLesson]?
  /// How many deals each stage of a pipeline holds, as its screen counts them.
  package var dealCounts: [StageID: DealCount] = [:]

  // What the person chose.
  package var focusedColumn = 0
  /// The leftmost stage in sight.
  package var firstColumn = 0
  /// As it is typed; set through the model, which reads its meaning into `filter`.
  package internal(set) var filterText = ""
  package internal(set) var filter = Filter.all
  /// The line of the filter under which the board was read last; nil while another pipeline is still to be read.
  package var shownFilter: String?
  package var order = Order.urgency
  package var cardSize = CardSize.auto
  package var foldedStages: Set<StageID> = []
  package var marks: [DealID: Card] = [:]
  /// Where a range that is being marked begins.
  package var rangeStart: DealID?

  // What is kept for the person.
  package var savedFilters: [SavedFilter] = []
  /// Order and card size of every pipeline, as they are remembered.
  package var shapes: [PipelineID: BoardShape] = [:]
  package var lossReasons = Model.defaultLossReasons
}
