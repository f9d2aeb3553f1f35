package typealias PipelineID = Identifier<Pipeline>
package typealias StageID = Identifier<Stage>

/// An ordered list of stages that deals go through (contract §4).
package struct Pipeline: Entity {
  package static let idPrefix = "pipe"
  package static let table = Table.pipelines

  package var id: PipelineID
  package var name = ""
  /// At most one pipeline is the default; the first made becomes it.
  package var isDefault = false
  package var metadata = Metadata.empty
  package var createdAt = Timestamp(seconds: 0)
  package var updatedAt = Timestamp(seconds: 0)

  package init(id: PipelineID) {
    self.id = id
  }

  package static let fields: [Field<Pipeline>] = [
    Field("id", \.id, .id(prefix: idPrefix), .readOnly),
    Field("name", \.name, .text, required: true),
    Field("is_default", \.isDefault, .flag, hasDefault: true),
    Field("metadata", \.metadata, .json, hasDefault: true),
    Field("created_at", \.createdAt, .moment, .readOnly),
    Field("updated_at", \.updatedAt, .moment, .derived),
  ]
}

/// One step of a pipeline: a column of the board (contract §4).
package struct Stage: Entity {
  package static let idPrefix = "stg"
  package static let table = Table.stages

  package var id: StageID
  package var pipelineID = PipelineID(bits: 0)
  package var name = ""
  /// From 0, without gaps within the pipeline.
  package var position = 0
  package var type = StageType.open
  package var color: HexColor?
  /// Percent, 0 to 100: the weight of its deals in a forecast.
  package var probability: Int?
  /// Days without a human touch after which a deal here needs attention.
  package var idleLimitDays: Int?
  /// Days in the stage after which a deal here needs attention.
  package var stageLimitDays: Int?

  package init(id: StageID) {
    self.id = id
  }

  package static let fields: [Field<Stage>] = [
    Field("id", \.id, .id(prefix: idPrefix), .readOnly),
    Field("pipeline_id", \.pipelineID, .id(prefix: Pipeline.idPrefix), required: true, .readOnly),
    Field("name", \.name, .text, required: true),
    Field("position", \.position, .number(0...10_000), required: true),
    Field("type", \.type, .word(StageType.words), hasDefault: true),
    Field("color", \.color, .color),
    Field("probability", \.probability, .number(0...100)),
    Field("idle_limit_days", \.idleLimitDays, .number(1...36_500)),
    Field("stage_limit_days", \.stageLimitDays, .number(1...36_500)),
  ]
}

/// What entering a stage means for a deal's status.
package enum StageType: String, Word {
  case open, won, lost

  /// The status that entering the stage sets; nil for an open stage, which only reopens.
  package var status: DealStatus? {
    switch self {
    case .open: nil
    case .won: .won
    case .lost: .lost
    }
  }
}

package typealias TransitionID = Identifier<StageTransition>

/// One row of a deal's stage history; append-only (contract §5).
package struct StageTransition: Entity {
  package static let idPrefix = "sh"
  package static let table = Table.stageHistory

  package var id: TransitionID
  package var dealID = DealID(bits: 0)
  /// Nil on the row that creating the deal writes.
  package var fromStageID: StageID?
  package var toStageID = StageID(bits: 0)
  package var changedAt = Timestamp(seconds: 0)
  package var changedBy = UserID(bits: 0)
  /// Ours: `changedAt`, except on a row written by an undo, which carries the restored time.
  package var enteredAt = Timestamp(seconds: 0)
  /// Ours: the stage's name then, since a stage may be renamed or removed.
  package var toStageName = ""

  package init(id: TransitionID) {
    self.id = id
  }

  package static let fields: [Field<StageTransition>] = [
    Field("id", \.id, .id(prefix: idPrefix), .readOnly),
    Field("deal_id", \.dealID, .id(prefix: Deal.idPrefix), required: true, .readOnly),
    Field("from_stage_id", \.fromStageID, .id(prefix: Stage.idPrefix), .readOnly),
    Field("to_stage_id", \.toStageID, .id(prefix: Stage.idPrefix), required: true, .readOnly),
    Field("changed_at", \.changedAt, .moment, required: true, .readOnly),
    Field("changed_by", \.changedBy, .id(prefix: User.idPrefix), required: true, .readOnly),
    Field("entered_at", \.enteredAt, .moment, required: true, .readOnly),
    Field("to_stage_name", \.toStageName, .text, required: true, .readOnly),
  ]
}
