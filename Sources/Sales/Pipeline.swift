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
}
